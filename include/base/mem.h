#ifndef FD_BASE_MEM_H
#define FD_BASE_MEM_H
/*
 * Memory that never fails: running out of it ends the program (BUG), so callers need no checks.
 * The only file that may call malloc and its family.
 */
#include <stddef.h>

void *mem_alloc(size_t size);                           /* zeroed; size 0 gives a valid pointer */
void *mem_array(size_t count, size_t size);             /* zeroed; overflow is a BUG */
void *mem_resize(void *p, size_t count, size_t size);   /* new part is not zeroed */
char *mem_dup(const char *text);                        /* NULL gives NULL */
char *mem_dup_n(const char *text, size_t n);            /* at most N bytes, always terminated */
void mem_free(void *p);                                 /* NULL is fine */

/*
 * Growing arrays: struct x { T *v; size_t n, cap; }.
 * vec_push returns a pointer to a new zeroed element; it is valid until the next push.
 */
#define vec_push(x) \
	((x)->n == (x)->cap ? \
	    ((x)->cap = (x)->cap ? (x)->cap * 2 : 8, \
	     (x)->v = mem_resize((x)->v, (x)->cap, sizeof *(x)->v)) : (x)->v, \
	 mem_zero(&(x)->v[(x)->n], sizeof *(x)->v), &(x)->v[(x)->n++])
#define vec_free(x) (mem_free((x)->v), (x)->v = NULL, (x)->n = (x)->cap = 0)

void mem_zero(void *p, size_t size);

#endif
