#include "CAllocator.h"

// A report is a tree of many small blocks that are freed together, again and again: jemalloc takes two thirds of glibc's
// time for them, where glibc merges and splits its free blocks. Programs link it ahead of the C library, and it reads
// this name when it starts. A batch needs the memory of one report for the next, so none goes back before the end.
const char *malloc_conf = "dirty_decay_ms:-1,muzzy_decay_ms:-1";
