/* i18n.h: messages through gettext; include it in sources, never in other public headers.
 */
#ifndef PLANEK_I18N_H
#define PLANEK_I18N_H

#include <libintl.h>

#define _(text) gettext(text)
#define N_(text) text
/* Singular and plural kept in a table, chosen later by ngettext. */
#define P_(one, many) one, many

/* A message with a context, for words that need different translations in different places. */
#define C_(context, text) pk_context_text(context "\004" text, text)

__attribute__((format_arg(2)))
static inline const char *pk_context_text(const char *key, const char *text)
{
    const char *found = gettext(key);
    return found == key ? text : found;
}

#endif
