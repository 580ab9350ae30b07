/* schema.h: the one table of tables and fields.
 *
 * Reading, writing, checking, forms, history, JSON and merging walk it; adding a column is
 * adding one line (schema.c) and one member (record.h).  Names are those of the CSV files.
 */
#ifndef PLANEK_SCHEMA_H
#define PLANEK_SCHEMA_H

#include <stdbool.h>
#include <stddef.h>

enum pk_table {
    PK_GOALS,
    PK_ACTIVITIES,
    PK_SOURCES,
    PK_SPENDING,
    PK_MEETINGS,
    PK_DECISIONS,
    PK_INDICATORS,
    PK_MEASUREMENTS,
    PK_EVALUATION,
    PK_GLOSSARY,
    PK_PROPOSALS,
    PK_CONFLICTS,
    PK_HISTORY, /* the journal: described here, but no table of the plan */
    PK_TABLES
};

/* How a field's text is read.  The C type of the member in record.h stands behind each. */
enum pk_type {
    PK_TYPE_ID,     /* const char *: unique in its table */
    PK_TYPE_TEXT,   /* const char *: one line */
    PK_TYPE_LINES,  /* const char *: may hold line breaks and a checklist */
    PK_TYPE_ROLES,  /* const char *: a list separated by "; " */
    PK_TYPE_REF,    /* const char *: the id of a record in one of the tables refers_to */
    PK_TYPE_REFS,   /* const char *: a list of such ids */
    PK_TYPE_SHARES, /* const char *: one source or shares of the cost, see shares.h */
    PK_TYPE_INT,    /* int within min..max, PK_NO_INT when empty */
    PK_TYPE_MONEY,  /* pk_money in haléře, PK_NO_MONEY when empty */
    PK_TYPE_NUMBER, /* pk_money in hundredths, PK_NO_MONEY when empty */
    PK_TYPE_DAY,    /* pk_day, PK_NO_DAY when empty */
    PK_TYPE_DUE,    /* struct pk_due */
    PK_TYPE_CHOICE  /* int: index into choices; empty means the field's empty_choice */
};

#define PK_NO_INT (-1)

struct pk_choice {
    const char *name;  /* in files */
    const char *label; /* for people, to be given to gettext */
};

struct pk_field {
    const char *name;  /* the column in files */
    const char *label; /* for people, to be given to gettext */
    enum pk_type type;
    size_t offset;      /* of the member in the table's record struct */
    bool required;      /* an empty cell is an error */
    bool may_be_negative;
    int min, max;              /* PK_TYPE_INT */
    unsigned refers_to;        /* PK_TYPE_REF(S): bits 1u << enum pk_table */
    const struct pk_choice *choices; /* PK_TYPE_CHOICE, ends with a NULL name */
    int empty_choice;                /* which choice an empty cell means; -1 none */
};

struct pk_table_schema {
    const char *name;  /* "activities" */
    const char *file;  /* "activities.csv" */
    const char *label; /* for people, to be given to gettext */
    const char *new_label; /* what a record that is not there yet is called; so, too */
    const char *one_label; /* what stands before a record's name, "activity"; so, too; "" where the
                            * name says it: "meeting 12. 6. 2024" */
    size_t record_size;
    const struct pk_field *fields;
    int field_count;
    bool must_exist;
    bool in_plan; /* false for the journal */
};

/* Borrowed, never NULL. */
const struct pk_table_schema *pk_schema(enum pk_table table);
const struct pk_field *pk_schema_field(enum pk_table table, int field);

/* The table or field of that name, or -1. */
int pk_schema_find_table(const char *name);
int pk_schema_find_field(enum pk_table table, const char *name);
/* Also by its label as people read it; case and diacritics do not matter. */
int pk_schema_field_called(enum pk_table table, const char *name);

/* The record's display name: the field that a person calls it by (title, name, term, text, ...). */
int pk_schema_title_field(enum pk_table table);

/* Index of the choice of that file name or (translated) label, or -1; case and diacritics do
 * not matter. */
int pk_choice_find(const struct pk_choice *choices, const char *text);
/* What people write for it: its label where that is translated, else its name.  Borrowed. */
const char *pk_choice_word(const struct pk_choice *choice);

#endif
