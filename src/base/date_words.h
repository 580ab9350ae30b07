/* date_words.h: the words of Czech and English that dates are written with.
 *
 * Both languages are understood whatever the interface speaks.
 */
#ifndef BASE_DATE_WORDS_H
#define BASE_DATE_WORDS_H

#include <stddef.h>

enum pk_word_kind {
    PK_WORD_OTHER,
    PK_WORD_MONTH,    /* value: 1 to 12 */
    PK_WORD_PERIOD,   /* value: the enum pk_due_kind it counts */
    PK_WORD_ROMAN,    /* value: 1 to 4 */
    PK_WORD_RELATIVE, /* value: days from the base */
    PK_WORD_WEEKDAY,  /* value: 0 Monday to 6 Sunday */
    PK_WORD_NEXT,     /* before a weekday: of the week that comes */
    PK_WORD_IN,       /* before a length of time */
    PK_WORD_DAYS,     /* a length of time; value: its days */
    PK_WORD_MONTHS,   /* value: its months */
    PK_WORD_ONGOING,
    PK_WORD_UNTIL
};

struct pk_date_word {
    enum pk_word_kind kind;
    int value;
};

/* What a word means; it is folded as pk_text_fold does. */
struct pk_date_word pk_date_word(const char *folded, size_t len);

#endif
