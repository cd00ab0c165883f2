/* SPDX-License-Identifier: MIT OR LGPL-2.1-or-later */
/*
 * Structs that may grow: the first member, a uint32_t, is the size its owner compiled with. These
 * are the kernel's own rules for iommufd structs (copy_struct_from_user(), copy_struct_to_user()).
 */
#ifndef LIBIOMMUFD_SIZED_H
#define LIBIOMMUFD_SIZED_H

#include <stddef.h>
#include <stdint.h>

/* The size of @type up to and with @member: what its first version was. */
#define SIZE_TO(type, member) (offsetof(type, member) + sizeof(((type *)0)->member))

/*
 * Copy a caller's struct of its own size into @dst, which the library knows as @known bytes and
 * whose first version had @first. A member the caller does not know yet is 0. Returns 0, -EINVAL if
 * the caller's struct is shorter than @first, -E2BIG if a member that the library does not know is
 * not 0.
 */
int iommufd__sized_copy_in(void *dst, const void *src, size_t first, size_t known);

/* Copy @known bytes at @src to a caller's struct, as far as it goes; its size stays, more is 0. */
void iommufd__sized_copy_out(void *dst, const void *src, size_t known);

#endif
