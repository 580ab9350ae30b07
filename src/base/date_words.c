#include "config.h"

#include "base/date_words.h"

#include <string.h>

#include "planek/date.h"

static const struct {
    char text[12];
    struct pk_date_word means;
} words[] = {
    { "leden", { PK_WORD_MONTH, 1 } }, { "ledna", { PK_WORD_MONTH, 1 } },
    { "led", { PK_WORD_MONTH, 1 } }, { "january", { PK_WORD_MONTH, 1 } },
    { "jan", { PK_WORD_MONTH, 1 } },
    { "unor", { PK_WORD_MONTH, 2 } }, { "unora", { PK_WORD_MONTH, 2 } },
    { "uno", { PK_WORD_MONTH, 2 } }, { "february", { PK_WORD_MONTH, 2 } },
    { "feb", { PK_WORD_MONTH, 2 } },
    { "brezen", { PK_WORD_MONTH, 3 } }, { "brezna", { PK_WORD_MONTH, 3 } },
    { "bre", { PK_WORD_MONTH, 3 } }, { "march", { PK_WORD_MONTH, 3 } },
    { "mar", { PK_WORD_MONTH, 3 } },
    { "duben", { PK_WORD_MONTH, 4 } }, { "dubna", { PK_WORD_MONTH, 4 } },
    { "dub", { PK_WORD_MONTH, 4 } }, { "april", { PK_WORD_MONTH, 4 } },
    { "apr", { PK_WORD_MONTH, 4 } },
    { "kveten", { PK_WORD_MONTH, 5 } }, { "kvetna", { PK_WORD_MONTH, 5 } },
    { "kve", { PK_WORD_MONTH, 5 } }, { "may", { PK_WORD_MONTH, 5 } },
    { "cerven", { PK_WORD_MONTH, 6 } }, { "cervna", { PK_WORD_MONTH, 6 } },
    { "cvn", { PK_WORD_MONTH, 6 } }, { "june", { PK_WORD_MONTH, 6 } },
    { "jun", { PK_WORD_MONTH, 6 } },
    { "cervenec", { PK_WORD_MONTH, 7 } }, { "cervence", { PK_WORD_MONTH, 7 } },
    { "cvc", { PK_WORD_MONTH, 7 } }, { "july", { PK_WORD_MONTH, 7 } },
    { "jul", { PK_WORD_MONTH, 7 } },
    { "srpen", { PK_WORD_MONTH, 8 } }, { "srpna", { PK_WORD_MONTH, 8 } },
    { "srp", { PK_WORD_MONTH, 8 } }, { "august", { PK_WORD_MONTH, 8 } },
    { "aug", { PK_WORD_MONTH, 8 } },
    { "zari", { PK_WORD_MONTH, 9 } }, { "zar", { PK_WORD_MONTH, 9 } },
    { "september", { PK_WORD_MONTH, 9 } }, { "sept", { PK_WORD_MONTH, 9 } },
    { "sep", { PK_WORD_MONTH, 9 } },
    { "rijen", { PK_WORD_MONTH, 10 } }, { "rijna", { PK_WORD_MONTH, 10 } },
    { "rij", { PK_WORD_MONTH, 10 } }, { "october", { PK_WORD_MONTH, 10 } },
    { "oct", { PK_WORD_MONTH, 10 } },
    { "listopad", { PK_WORD_MONTH, 11 } }, { "listopadu", { PK_WORD_MONTH, 11 } },
    { "lis", { PK_WORD_MONTH, 11 } }, { "november", { PK_WORD_MONTH, 11 } },
    { "nov", { PK_WORD_MONTH, 11 } },
    { "prosinec", { PK_WORD_MONTH, 12 } }, { "prosince", { PK_WORD_MONTH, 12 } },
    { "pro", { PK_WORD_MONTH, 12 } }, { "december", { PK_WORD_MONTH, 12 } },
    { "dec", { PK_WORD_MONTH, 12 } },
    { "q", { PK_WORD_PERIOD, PK_DUE_QUARTER } },
    { "h", { PK_WORD_PERIOD, PK_DUE_HALF } },
    { "ctvrtleti", { PK_WORD_PERIOD, PK_DUE_QUARTER } },
    { "ctvrt", { PK_WORD_PERIOD, PK_DUE_QUARTER } },
    { "kvartal", { PK_WORD_PERIOD, PK_DUE_QUARTER } },
    { "pololeti", { PK_WORD_PERIOD, PK_DUE_HALF } }, { "pol", { PK_WORD_PERIOD, PK_DUE_HALF } },
    { "i", { PK_WORD_ROMAN, 1 } },
    { "ii", { PK_WORD_ROMAN, 2 } },
    { "iii", { PK_WORD_ROMAN, 3 } },
    { "iv", { PK_WORD_ROMAN, 4 } },
    { "dnes", { PK_WORD_RELATIVE, 0 } }, { "today", { PK_WORD_RELATIVE, 0 } },
    { "zitra", { PK_WORD_RELATIVE, 1 } }, { "tomorrow", { PK_WORD_RELATIVE, 1 } },
    { "vcera", { PK_WORD_RELATIVE, -1 } }, { "yesterday", { PK_WORD_RELATIVE, -1 } },
    { "pozitri", { PK_WORD_RELATIVE, 2 } }, { "po", { PK_WORD_WEEKDAY, 0 } },
    { "pondeli", { PK_WORD_WEEKDAY, 0 } }, { "pondelek", { PK_WORD_WEEKDAY, 0 } },
    { "mon", { PK_WORD_WEEKDAY, 0 } }, { "monday", { PK_WORD_WEEKDAY, 0 } },
    { "ut", { PK_WORD_WEEKDAY, 1 } }, { "utery", { PK_WORD_WEEKDAY, 1 } },
    { "uterek", { PK_WORD_WEEKDAY, 1 } }, { "tue", { PK_WORD_WEEKDAY, 1 } },
    { "tuesday", { PK_WORD_WEEKDAY, 1 } }, { "st", { PK_WORD_WEEKDAY, 2 } },
    { "streda", { PK_WORD_WEEKDAY, 2 } }, { "stredu", { PK_WORD_WEEKDAY, 2 } },
    { "wed", { PK_WORD_WEEKDAY, 2 } }, { "wednesday", { PK_WORD_WEEKDAY, 2 } },
    { "ct", { PK_WORD_WEEKDAY, 3 } }, { "ctvrtek", { PK_WORD_WEEKDAY, 3 } },
    { "thu", { PK_WORD_WEEKDAY, 3 } }, { "thursday", { PK_WORD_WEEKDAY, 3 } },
    { "pa", { PK_WORD_WEEKDAY, 4 } }, { "patek", { PK_WORD_WEEKDAY, 4 } },
    { "fri", { PK_WORD_WEEKDAY, 4 } }, { "friday", { PK_WORD_WEEKDAY, 4 } },
    { "so", { PK_WORD_WEEKDAY, 5 } }, { "sobota", { PK_WORD_WEEKDAY, 5 } },
    { "sobotu", { PK_WORD_WEEKDAY, 5 } }, { "sat", { PK_WORD_WEEKDAY, 5 } },
    { "saturday", { PK_WORD_WEEKDAY, 5 } }, { "ne", { PK_WORD_WEEKDAY, 6 } },
    { "nedele", { PK_WORD_WEEKDAY, 6 } }, { "nedeli", { PK_WORD_WEEKDAY, 6 } },
    { "sun", { PK_WORD_WEEKDAY, 6 } }, { "sunday", { PK_WORD_WEEKDAY, 6 } },
    { "pristi", { PK_WORD_NEXT, 0 } }, { "next", { PK_WORD_NEXT, 0 } }, { "za", { PK_WORD_IN, 0 } },
    { "in", { PK_WORD_IN, 0 } }, { "den", { PK_WORD_DAYS, 1 } }, { "dny", { PK_WORD_DAYS, 1 } },
    { "dni", { PK_WORD_DAYS, 1 } }, { "dnu", { PK_WORD_DAYS, 1 } }, { "day", { PK_WORD_DAYS, 1 } },
    { "days", { PK_WORD_DAYS, 1 } }, { "tyden", { PK_WORD_DAYS, 7 } },
    { "tydny", { PK_WORD_DAYS, 7 } }, { "tydnu", { PK_WORD_DAYS, 7 } },
    { "week", { PK_WORD_DAYS, 7 } }, { "weeks", { PK_WORD_DAYS, 7 } },
    { "mesic", { PK_WORD_MONTHS, 1 } }, { "mesice", { PK_WORD_MONTHS, 1 } },
    { "mesicu", { PK_WORD_MONTHS, 1 } }, { "month", { PK_WORD_MONTHS, 1 } },
    { "months", { PK_WORD_MONTHS, 1 } },
    { "ongoing", { PK_WORD_ONGOING, 0 } }, { "prubezne", { PK_WORD_ONGOING, 0 } },
    { "prubezny", { PK_WORD_ONGOING, 0 } }, { "prubezna", { PK_WORD_ONGOING, 0 } },
    { "until", { PK_WORD_UNTIL, 0 } }, { "to", { PK_WORD_UNTIL, 0 } },
    { "do", { PK_WORD_UNTIL, 0 } },
};

struct pk_date_word pk_date_word(const char *folded, size_t len)
{
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strlen(words[i].text) == len && memcmp(words[i].text, folded, len) == 0) {
            return words[i].means;
        }
    }
    return (struct pk_date_word){ PK_WORD_OTHER, 0 };
}
