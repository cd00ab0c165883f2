/* SPDX-License-Identifier: MIT OR LGPL-2.1-or-later */
/* Room for a wire struct with a tail, on the stack as long as it is small. */
#ifndef LIBIOMMUFD_SCRATCH_H
#define LIBIOMMUFD_SCRATCH_H

#include <stddef.h>
#include <stdint.h>

struct scratch {
	void *ptr; /* NULL before the first iommufd__scratch_get() */
	uint64_t small[64];
};

/*
 * @length zeroed bytes, aligned to 8; what was gotten before is gone. NULL if there is no memory.
 * Nothing is allocated up to sizeof(small).
 */
void *iommufd__scratch_get(struct scratch *scratch, size_t length);

/* Give back what was gotten, if anything was. */
void iommufd__scratch_put(struct scratch *scratch);

#endif
