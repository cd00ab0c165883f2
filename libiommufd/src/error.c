// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
/*
 * The last failure of each thread. A failing call stores facts only; the sentence is made when
 * somebody asks for it.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <iommufd/error.h>

#include "error.h"
#include "hint.h"
#include "ioctl.h"
#include "private.h"
#include "sized.h"

static _Thread_local struct iommufd_error last;
static _Thread_local char last_path[256];
static _Thread_local char message[1024];

static int record(const struct iommufd_error *error)
{
	last = *error;
	last.size = sizeof(last);
	return last.code;
}

static uint32_t wire_u32(const void *wire, uint8_t offset)
{
	return offset ? *(const uint32_t *)((const char *)wire + offset) : 0;
}

static uint64_t wire_u64(const void *wire, uint8_t offset)
{
	return offset ? *(const uint64_t *)((const char *)wire + offset) : 0;
}

int iommufd__error_ioctl(const struct ioctl_op *op, const void *wire, int code)
{
	struct iommufd_error error = {
		.code = code,
		.function = op->function,
		.ioctl = op->name,
		.id = wire_u32(wire, op->id),
		.pt_id = wire_u32(wire, op->pt_id),
		.start = wire_u64(wire, op->iova),
		.length = wire_u64(wire, op->length),
	};

	error.hint = iommufd__hint_ioctl(op, &error);
	return record(&error);
}

int iommufd__error_device(uint32_t dev_id, int code)
{
	last.id = dev_id;
	return code;
}

int iommufd__error_argument(const char *function, const char *argument, int code, const char *hint)
{
	return record(&(struct iommufd_error){
		.code = code, .function = function, .argument = argument, .hint = hint });
}

int iommufd__error_null(const char *function, const char *argument)
{
	return iommufd__error_argument(function, argument, -EINVAL, "it must not be NULL");
}

int iommufd__error_sized(const char *function, const char *argument, int code)
{
	return iommufd__error_argument(
		function, argument, code,
		code == -E2BIG ? "a member that this version of the library does not know is "
				 "not 0"
			       : "set its member size to sizeof the struct");
}

int iommufd__error_system(const char *function, const char *path, int code, const char *hint)
{
	if (path)
		snprintf(last_path, sizeof(last_path), "%s", path);
	return record(&(struct iommufd_error){ .code = code,
					       .function = function,
					       .path = path ? last_path : NULL,
					       .hint = hint });
}

int iommufd__error_range(const char *function, const char *argument, uint64_t start,
			 uint64_t length, int code, const char *hint)
{
	return record(&(struct iommufd_error){ .code = code,
					       .function = function,
					       .argument = argument,
					       .start = start,
					       .length = length,
					       .hint = hint });
}

EXPORT int iommufd_error_get(struct iommufd_error *error)
{
	if (!error || error->size < SIZE_TO(struct iommufd_error, length))
		return -EINVAL;
	iommufd__sized_copy_out(error, &last, sizeof(last));
	return 0;
}

__attribute__((format(printf, 2, 3))) static size_t append(size_t used, const char *format, ...)
{
	va_list args;
	int n;

	va_start(args, format);
	n = vsnprintf(message + used, sizeof(message) - used, format, args);
	va_end(args);
	return n < 0 || used + (size_t)n >= sizeof(message) ? sizeof(message) - 1
							    : used + (size_t)n;
}

EXPORT const char *iommufd_error_message(void)
{
	const char *name = strerrorname_np(-last.code);
	const char *text = strerrordesc_np(-last.code);
	size_t n = 0;

	if (!last.code)
		return "";
	n = append(n, "%s: ", last.function);
	if (last.ioctl)
		n = append(n, "%s: ", last.ioctl);
	if (last.path)
		n = append(n, "%s: ", last.path);
	if (last.argument)
		n = append(n, "%s: ", last.argument);
	if (name)
		n = append(n, "%s (%s)", name, text);
	else
		n = append(n, "errno %d", -last.code);
	if (last.id)
		n = append(n, ", id %" PRIu32, last.id);
	if (last.pt_id)
		n = append(n, ", page table %" PRIu32, last.pt_id);
	if (last.start || last.length)
		n = append(n, ", start 0x%" PRIx64 ", length 0x%" PRIx64, last.start, last.length);
	if (last.hint)
		append(n, ": %s", last.hint);
	return message;
}
