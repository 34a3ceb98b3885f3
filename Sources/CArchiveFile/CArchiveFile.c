#include "CArchiveFile.h"

#include <pthread.h>
#include <sqlite3.h>
#include <string.h>

// The layer is SQLite's own with one method exchanged: a database file or its log is opened by it as always, and then gets
// a copy of its table of methods in which only `xWrite` is ours. So locks, shared memory and syncing stay SQLite's.

static pingxing_digest_page digest_page;
static pingxing_check_page check_page;
static sqlite3_vfs *system_vfs;
static sqlite3_vfs own_vfs;
static const sqlite3_io_methods *system_methods;
static sqlite3_io_methods own_methods;
static const sqlite3_io_methods *system_log_methods;
static sqlite3_io_methods own_log_methods;
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

// The page on account of which this thread's last addition was refused.
static _Thread_local unsigned int refused_page;

// Behind SQLite's own part of the file of a log stands the file of its database.
static sqlite3_file **database_of(sqlite3_file *log) { return (sqlite3_file **)((char *)log + system_vfs->szOsFile); }

enum { frame_header_size = 24, page_size = 4096, most_tries = 5, pause_in_milliseconds = 20 };

// Whether a page of the file is as it was written. A page that is to be new is; one that another process moves from the log
// in this moment may be read half old and half new, but not for long.
static int is_whole(sqlite3_file *file, unsigned int number) {
  sqlite3_int64 size = 0, offset = ((sqlite3_int64)number - 1) * page_size;
  if (number == 0 || system_methods->xFileSize(file, &size) != SQLITE_OK || offset + page_size > size) return 1;
  unsigned char page[page_size];
  for (int tries = 0; tries < most_tries; tries++) {
    if (tries > 0) sqlite3_sleep(pause_in_milliseconds);
    // What cannot be read is reported by whoever needs it.
    if (system_methods->xRead(file, page, page_size, offset) != SQLITE_OK) return 1;
    if (check_page(page, page_size, number)) return 1;
  }
  return 0;
}

static int write_log(sqlite3_file *log, const void *bytes, int size, sqlite3_int64 offset) {
  sqlite3_file *database = *database_of(log);
  // A frame's header is written before its page, and begins with the number of that.
  if (size == frame_header_size && offset > 0 && database != NULL) {
    const unsigned char *header = bytes;
    unsigned int number = 0;
    for (int index = 0; index < 4; index++) number = number << 8 | header[index];
    if (!is_whole(database, number)) {
      refused_page = number;
      return SQLITE_IOERR_DATA;
    }
  }
  return system_log_methods->xWrite(log, bytes, size, offset);
}

static int open_file(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out_flags) {
  (void)vfs;
  int code = system_vfs->xOpen(system_vfs, name, file, flags, out_flags);
  int is_log = (flags & SQLITE_OPEN_WAL) != 0;
  if (code != SQLITE_OK || (!is_log && (flags & SQLITE_OPEN_MAIN_DB) == 0)) return code;
  pthread_mutex_lock(&lock);
  if (is_log && system_log_methods == NULL) {
    system_log_methods = file->pMethods;
    own_log_methods = *system_log_methods;
    own_log_methods.xWrite = write_log;
  } else if (!is_log && system_methods == NULL) {
    system_methods = file->pMethods;
    own_methods = *system_methods;
    own_methods.xWrite = write_page;
    // Pages that were written through mapped memory would not pass by.
    own_methods.xFetch = NULL;
    own_methods.xUnfetch = NULL;
    if (own_methods.iVersion > 2) own_methods.iVersion = 2;
  }
  int known = file->pMethods == (is_log ? system_log_methods : system_methods);
  pthread_mutex_unlock(&lock);
  if (!known) {
    // Another kind of locks than that of the first file: refused rather than written without digests.
    file->pMethods->xClose(file);
    file->pMethods = NULL;
    return SQLITE_CANTOPEN;
  }
  file->pMethods = is_log ? &own_log_methods : &own_methods;
  if (is_log) *database_of(file) = sqlite3_database_file_object(name);
  return SQLITE_OK;
}

int pingxing_register_vfs(pingxing_digest_page digest, pingxing_check_page check) {
  pthread_mutex_lock(&lock);
  int code = SQLITE_OK;
  if (system_vfs == NULL) {
    sqlite3_vfs *found = sqlite3_vfs_find("unix");
    if (found == NULL) {
      code = SQLITE_ERROR;
    } else {
      digest_page = digest;
      check_page = check;
      own_vfs = *found;
      own_vfs.szOsFile = found->szOsFile + (int)sizeof(sqlite3_file *);
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

unsigned int pingxing_take_refused_page(void) {
  unsigned int page = refused_page;
  refused_page = 0;
  return page;
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
