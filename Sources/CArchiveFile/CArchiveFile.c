#include "CArchiveFile.h"

#include <pthread.h>
#include <sqlite3.h>
#include <string.h>

// The layer is SQLite's own with one method exchanged: a database file is opened by it as always, and then gets a copy of
// its table of methods in which only `xWrite` is ours. So locks, shared memory and syncing stay SQLite's.

static pingxing_digest_page digest_page;
static sqlite3_vfs *system_vfs;
static sqlite3_vfs own_vfs;
static const sqlite3_io_methods *system_methods;
static sqlite3_io_methods own_methods;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

// The largest page of SQLite.
enum { largest_page = 65536 };

static int write_page(sqlite3_file *file, const void *bytes, int size, sqlite3_int64 offset) {
  // SQLite writes a database file in whole pages only; anything else would leave a page without its digest.
  if (size < 512 || size > largest_page || (size & (size - 1)) != 0 || offset % size != 0) return SQLITE_IOERR_WRITE;
  unsigned char page[largest_page];
  memcpy(page, bytes, (size_t)size);
  digest_page(page, size, (unsigned int)(offset / size) + 1);
  return system_methods->xWrite(file, page, size, offset);
}

static int open_file(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out_flags) {
  (void)vfs;
  int code = system_vfs->xOpen(system_vfs, name, file, flags, out_flags);
  if (code != SQLITE_OK || (flags & SQLITE_OPEN_MAIN_DB) == 0) return code;
  pthread_mutex_lock(&lock);
  if (system_methods == NULL) {
    system_methods = file->pMethods;
    own_methods = *system_methods;
    own_methods.xWrite = write_page;
    // Pages that were written through mapped memory would not pass by.
    own_methods.xFetch = NULL;
    own_methods.xUnfetch = NULL;
    if (own_methods.iVersion > 2) own_methods.iVersion = 2;
  }
  int known = file->pMethods == system_methods;
  pthread_mutex_unlock(&lock);
  if (!known) {
    // Another kind of locks than that of the first file: refused rather than written without digests.
    file->pMethods->xClose(file);
    file->pMethods = NULL;
    return SQLITE_CANTOPEN;
  }
  file->pMethods = &own_methods;
  return SQLITE_OK;
}

int pingxing_register_vfs(pingxing_digest_page digest) {
  pthread_mutex_lock(&lock);
  int code = SQLITE_OK;
  if (system_vfs == NULL) {
    sqlite3_vfs *found = sqlite3_vfs_find("unix");
    if (found == NULL) {
      code = SQLITE_ERROR;
    } else {
      digest_page = digest;
      own_vfs = *found;
      own_vfs.pNext = NULL;
      own_vfs.zName = PINGXING_VFS_NAME;
      own_vfs.xOpen = open_file;
      system_vfs = found;
      code = sqlite3_vfs_register(&own_vfs, 0);
    }
  }
  pthread_mutex_unlock(&lock);
  return code;
}

int pingxing_reserve_digests(void *connection) {
  int size = PINGXING_PAGE_DIGEST_SIZE;
  return sqlite3_file_control((sqlite3 *)connection, "main", SQLITE_FCNTL_RESERVE_BYTES, &size);
}

static sqlite3_file *database_file(void *connection) {
  sqlite3_file *file = NULL;
  int code = sqlite3_file_control((sqlite3 *)connection, "main", SQLITE_FCNTL_FILE_POINTER, &file);
  return code == SQLITE_OK && file != NULL && file->pMethods != NULL ? file : NULL;
}

int pingxing_is_read_only(void *connection) { return sqlite3_db_readonly((sqlite3 *)connection, "main") != 0; }

long long pingxing_file_size(void *connection) {
  sqlite3_file *file = database_file(connection);
  sqlite3_int64 size = 0;
  if (file == NULL || file->pMethods->xFileSize(file, &size) != SQLITE_OK) return -1;
  return size;
}

int pingxing_read_file(void *connection, long long offset, void *buffer, int size) {
  sqlite3_file *file = database_file(connection);
  return file == NULL ? SQLITE_IOERR_READ : file->pMethods->xRead(file, buffer, size, offset);
}
