// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
#include <stdlib.h>
#include <string.h>

#include "scratch.h"

void *iommufd__scratch_get(struct scratch *scratch, size_t length)
{
	iommufd__scratch_put(scratch);
	if (length <= sizeof(scratch->small))
		scratch->ptr = memset(scratch->small, 0, length);
	else
		scratch->ptr = calloc(1, length);
	return scratch->ptr;
}

void iommufd__scratch_put(struct scratch *scratch)
{
	if (scratch->ptr != scratch->small)
		free(scratch->ptr);
	scratch->ptr = NULL;
}
