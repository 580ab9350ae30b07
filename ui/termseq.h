/* termseq.h: the sequences that terminals send for their keys and their mouse.  Bytes in, a key
 * out.
 */
#ifndef PLANEK_UI_TERMSEQ_H
#define PLANEK_UI_TERMSEQ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ui/key.h"

/* Reads what stands behind an ESC: [ or O and at least one byte more.  Returns the bytes taken; 0
 * when more has to come, which is not so where they are complete.  The key's code stays as it is
 * where no key sends that.  *paste becomes true where a paste begins. */
size_t ui_termseq_read(struct ui_key *key, const char *bytes, size_t length, bool complete,
                       bool *paste);

/* The key that sends a character: a control character is Enter, Tab, Ctrl with a letter, ... */
void ui_termseq_character(struct ui_key *key, uint32_t character);

#endif
