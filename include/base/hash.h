#ifndef FD_BASE_HASH_H
#define FD_BASE_HASH_H
/* SHA-256 (libmd). Numbers go in as 8 bytes little endian, texts with their length before them, so
 * that no field can be shifted into its neighbour. */
#include <stddef.h>
#include <stdint.h>

#define HASH_SIZE 32
#define HASH_HEX 65

struct hash;

struct hash *hash_new(void);
void hash_bytes(struct hash *h, const void *p, size_t n);       /* raw */
void hash_int(struct hash *h, int64_t v);
void hash_text(struct hash *h, const char *s); /* length, bytes; NULL = length -1 */
void hash_blob(struct hash *h, const void *p, size_t n);        /* length, bytes */
void hash_end(struct hash *h, unsigned char out[HASH_SIZE]);    /* frees H */
void hash_of(const void *p, size_t n, unsigned char out[HASH_SIZE]);
char *hash_hex(const unsigned char h[HASH_SIZE], char out[HASH_HEX]);

#endif
