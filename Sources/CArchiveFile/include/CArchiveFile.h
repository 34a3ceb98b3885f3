#ifndef CARCHIVEFILE_H
#define CARCHIVEFILE_H

/// Writes the digest of a page into its last `PINGXING_PAGE_DIGEST_SIZE` bytes.
///
/// `page` holds `size` bytes, of which the last ones are replaced; `number` is the page's number, from 1.
typedef void (*pingxing_digest_page)(unsigned char *page, int size, unsigned int number);

/// Whether a page of `size` bytes has the digest that it should have; `number` is the page's number, from 1.
typedef int (*pingxing_check_page)(const unsigned char *page, int size, unsigned int number);

/// How many bytes at the end of every page hold its digest.
#define PINGXING_PAGE_DIGEST_SIZE 32

/// The name of the file system layer, as a database's URI asks for it: `?vfs=pingxing`.
#define PINGXING_VFS_NAME "pingxing"

/// The result code of success.
#define PINGXING_DONE 0

/// Registers the layer with SQLite, once for the process. Returns an SQLite result code.
///
/// It hands everything to SQLite's own layer, but gives every page that goes to a database file its digest first. The
/// write-ahead log has checksums of its own: its pages get theirs when they are moved to the database file. But before a page
/// goes to the log, the one in the database file that it is to replace has to have its digest; otherwise the change would be
/// given a right one. The write fails then with `SQLITE_IOERR_DATA`, and the transaction with it.
int pingxing_register_vfs(pingxing_digest_page digest, pingxing_check_page check);

/// The page that a write on this thread was refused for since this was last asked; 0 where none was.
unsigned int pingxing_take_refused_page(void);

/// Asks SQLite to keep the room for digests in a database that is still empty. Takes an `sqlite3 *`.
int pingxing_reserve_digests(void *connection);

/// Whether the database can only be read. Takes an `sqlite3 *`.
int pingxing_is_read_only(void *connection);

/// The size of the database file in bytes, or -1. Takes an `sqlite3 *`.
long long pingxing_file_size(void *connection);

/// Reads bytes of the database file as they are, past SQLite's cache. Takes an `sqlite3 *`; returns an SQLite result code.
///
/// A second descriptor of the same file would, when closed, let go all locks that SQLite holds on it.
int pingxing_read_file(void *connection, long long offset, void *buffer, int size);

#endif
