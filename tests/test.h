/* SPDX-License-Identifier: MIT OR LGPL-2.1-or-later */
/* What every test in C includes: cmocka with the headers it wants before it. */
#ifndef TEST_H
#define TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <iommufd.h>

/* Negative errnos read better as such than as the 64-bit numbers cmocka prints. */
#define assert_ret(expression, expected)                                                       \
	do {                                                                                   \
		int ret_ = (expression);                                                       \
                                                                                               \
		if (ret_ != (expected))                                                        \
			fail_msg("%s: expected %d, got %d: %s", #expression, (expected), ret_, \
				 iommufd_error_message());                                     \
	} while (0)

/* The last failure names @function and has a hint that contains @text. */
#define assert_error(function_, code_, text)                              \
	do {                                                              \
		struct iommufd_error error_ = { .size = sizeof(error_) }; \
                                                                          \
		assert_ret(iommufd_error_get(&error_), 0);                \
		assert_int_equal(error_.code, code_);                     \
		assert_string_equal(error_.function, function_);          \
		assert_contains(iommufd_error_message(), text);           \
	} while (0)

#define assert_contains(string, part)                                         \
	do {                                                                  \
		const char *string_ = (string);                               \
                                                                              \
		if (!strstr(string_, part))                                   \
			fail_msg("expected \"%s\" in \"%s\"", part, string_); \
	} while (0)

/* A call refuses a NULL parameter and says which. */
#define assert_refuses_null(expression, argument_)                        \
	do {                                                              \
		struct iommufd_error error_ = { .size = sizeof(error_) }; \
                                                                          \
		assert_ret(expression, -EINVAL);                          \
		assert_ret(iommufd_error_get(&error_), 0);                \
		assert_null(error_.ioctl);                                \
		assert_string_equal(error_.argument, argument_);          \
	} while (0)

#define RUN_TESTS(tests) cmocka_run_group_tests(tests, NULL, NULL)

#endif
