// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
#include <errno.h>
#include <string.h>

#include "sized.h"

int iommufd__sized_copy_in(void *dst, const void *src, size_t first, size_t known)
{
	size_t size = *(const uint32_t *)src;
	const char *bytes = src;

	if (size < first)
		return -EINVAL;
	for (size_t i = known; i < size; i++)
		if (bytes[i])
			return -E2BIG;
	memset(dst, 0, known);
	memcpy(dst, src, size < known ? size : known);
	return 0;
}

void iommufd__sized_copy_out(void *dst, const void *src, size_t known)
{
	const uint32_t size = *(const uint32_t *)dst;

	memset(dst, 0, size);
	memcpy(dst, src, size < known ? size : known);
	memcpy(dst, &size, sizeof(size));
}
