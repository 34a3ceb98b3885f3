// What Swift cannot import from the C libraries: macros, variadics and global variables.
#ifndef PINGXING_CSHIMS_H
#define PINGXING_CSHIMS_H

/// The address of a static object: a `cairo_user_data_key_t` needs an address that never moves.
const void *pingxing_user_data_key(void);

/// Frees memory that libxml2 allocated (`xmlFree` is a global variable there).
void pingxing_xml_free(void *memory);

/// Suits glibc's allocator to reports: trees of many small blocks that are freed together, again and again. To be called
/// once, before the first thread.
void pingxing_tune_allocator(void);

#endif
