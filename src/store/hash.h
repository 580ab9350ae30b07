/* hash.h: a short name for bytes, to see whether they are the same as before. */
#ifndef PLANEK_STORE_HASH_H
#define PLANEK_STORE_HASH_H

#include <stddef.h>
#include <stdint.h>

/* Not for protection from an enemy: who can write the files needs no collision. */
uint64_t pk_hash(const char *bytes, size_t length);

#endif
