/* language.h: what the environment says about the language of messages. */
#ifndef PLANEK_CLI_LANGUAGE_H
#define PLANEK_CLI_LANGUAGE_H

/* "cs" of LANGUAGE, LC_ALL, LC_MESSAGES or LANG, whichever is first; NULL where it is C or none.
 * To be given to free().  Ask before pk_cli_language sets LANGUAGE. */
char *pk_language_of_environment(void);

#endif
