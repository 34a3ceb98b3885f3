// Cairo writes every coordinate, colour and glyph of a page with snprintf, which took a fifth of the time of painting: glibc
// goes through arbitrary precision and a stream for each number. Cairo calls it by the name below, as all libraries of the
// system do that are built with _FORTIFY_SOURCE, and a program's own definition comes before the C library's. The formats
// that Cairo uses for numbers are written here, byte for byte as glibc writes them; everything else goes to glibc.
#include "CShims.h"

#include <langinfo.h>
#include <math.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#undef snprintf

// Powers of ten that a double holds exactly.
static const double powers[] = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12};
enum { most_decimals = 12, longest = 32 };

// Digits of a number from the right end of a buffer; returns where they begin.
static char *digits(char *end, uint64_t number, uint64_t base, int at_least) {
  char *start = end;
  do {
    *--start = "0123456789abcdef"[number % base];
    number /= base;
  } while (number != 0 || end - start < at_least);
  return start;
}

// Copies what fits, as snprintf does, and returns the whole length.
static int put(char *target, size_t size, const char *text, size_t length) {
  if (size > 0) {
    size_t room = length < size ? length : size - 1;
    memcpy(target, text, room);
    target[room] = '\0';
  }
  return (int)length;
}

static bool point_is_dot(void) {
  const char *point = nl_langinfo(RADIXCHAR);
  return point[0] == '.' && point[1] == '\0';
}

int pingxing_fixed(char *target, size_t size, double value, int decimals) {
  if (decimals < 1 || decimals > most_decimals || !isfinite(value) || !point_is_dot()) return -1;
  double size_of_value = fabs(value), power = powers[decimals], scaled = size_of_value * power;
  if (!(scaled < 1099511627776.0)) return -1;  // 2^40: below, the rest behind the last digit is exact
  uint64_t whole = (uint64_t)scaled;
  // How far the product lies from the true one decides only next to a half, and ties go to the even digit.
  double above_half = (scaled - (double)whole) - 0.5;
  if (fabs(above_half) < 0x1p-10) above_half += fma(size_of_value, power, -scaled);
  if (above_half > 0 || (above_half == 0 && (whole & 1))) whole++;
  char text[longest], *end = text + longest, *start = digits(end, whole, 10, decimals + 1);
  // Make room for the point.
  memmove(start - 1, start, (size_t)(end - start - decimals));
  start--;
  end[-decimals - 1] = '.';
  if (signbit(value)) *--start = '-';
  return put(target, size, start, (size_t)(end - start));
}

// A whole number: %d, or %0*x with its width.
static int whole(char *target, size_t size, const char *format, va_list arguments) {
  char text[longest], *end = text + longest, *start;
  if (format[1] == 'd') {
    int number = va_arg(arguments, int);
    start = digits(end, number < 0 ? 0 - (uint64_t)(int64_t)number : (uint64_t)number, 10, 1);
    if (number < 0) *--start = '-';
  } else {
    int width = va_arg(arguments, int);
    if (width < 0 || width >= longest) return -1;
    start = digits(end, va_arg(arguments, unsigned), 16, width);
  }
  return put(target, size, start, (size_t)(end - start));
}

// A number with decimals: %f, %.*f, or %.18f of nothing.
static int fixed(char *target, size_t size, const char *format, va_list arguments) {
  if (strcmp(format, "%f") == 0) return pingxing_fixed(target, size, va_arg(arguments, double), 6);
  if (strcmp(format, "%.*f") == 0) {
    int decimals = va_arg(arguments, int);
    return pingxing_fixed(target, size, va_arg(arguments, double), decimals);
  }
  double value = va_arg(arguments, double);
  if (value != 0 || signbit(value) || !point_is_dot()) return -1;
  return put(target, size, "0.000000000000000000", 20);
}

int __vsnprintf_chk(char *target, size_t size, int flag, size_t room, const char *format, va_list arguments);

int __snprintf_chk(char *target, size_t size, int flag, size_t room, const char *format, ...) {
  va_list arguments;
  int length = -1;
  va_start(arguments, format);
  if (room < size) {
    // glibc ends the program for this.
  } else if (strcmp(format, "%d") == 0 || strcmp(format, "%0*x") == 0) {
    length = whole(target, size, format, arguments);
  } else if (strcmp(format, "%f") == 0 || strcmp(format, "%.*f") == 0 || strcmp(format, "%.18f") == 0) {
    length = fixed(target, size, format, arguments);
  }
  va_end(arguments);
  if (length >= 0) return length;
  va_start(arguments, format);
  length = __vsnprintf_chk(target, size, flag, room, format, arguments);
  va_end(arguments);
  return length;
}
