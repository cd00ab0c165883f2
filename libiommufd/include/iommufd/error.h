/* SPDX-License-Identifier: MIT OR LGPL-2.1-or-later */
#ifndef LIBIOMMUFD_IOMMUFD_ERROR_H
#define LIBIOMMUFD_IOMMUFD_ERROR_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * struct iommufd_error - why the last failing call of this thread failed
 * @size: sizeof(struct iommufd_error), set by the caller
 * @code: the negative errno the call returned; 0 if no call of this thread failed yet
 * @function: the public function that failed, NULL if none did
 * @ioctl: the kernel's name of the ioctl that failed; NULL if the call was refused before the
 *	kernel was asked, or another system call failed
 * @argument: the parameter that was refused before the kernel was asked, or NULL
 * @path: the file the call was about, or NULL
 * @hint: what a person can do about it, or NULL if nothing is known
 * @id: the object the call was made on: an IOAS, an HWPT, a bound device; 0 if none
 * @pt_id: the page table (IOAS or HWPT) the call named beside @id; 0 if none
 * @start: first IOVA, or first byte of the region, of the call's range
 * @length: bytes of the range; 0 if the call has none
 *
 * Strings belong to the library. @path is valid until the thread's next failing call, the others
 * for ever. New members are added at the end.
 */
struct iommufd_error {
	uint32_t size;
	int32_t code;
	const char *function;
	const char *ioctl;
	const char *argument;
	const char *path;
	const char *hint;
	uint32_t id;
	uint32_t pt_id;
	uint64_t start;
	uint64_t length;
};

/**
 * iommufd_error_get() - the last failure of the calling thread, as data
 * @error: filled in; @error->size says how much the caller knows of the struct
 *
 * A call that succeeds leaves the description of an earlier failure as it is, as with errno: ask
 * only after a call has returned a negative number.
 *
 * Thread safety: any thread at any time; each thread sees its own failures only.
 *
 * Return: 0, or
 * * -EINVAL: @error is NULL, or @error->size is smaller than the struct's first version (this is
 *   not recorded as a failure itself).
 */
int iommufd_error_get(struct iommufd_error *error);

/**
 * iommufd_error_message() - the last failure of the calling thread, as a sentence
 *
 * For example "iommufd_ioas_unmap: IOMMU_IOAS_UNMAP: ENOENT (No such file or directory), ioas or
 * object 3, start 0x1000, length 0x1000: nothing is mapped there ...". The text is for people:
 * programs should look at the returned errno or at iommufd_error_get().
 *
 * Thread safety: any thread at any time; each thread sees its own failures only.
 *
 * Return: a string that belongs to the library and is valid until the thread calls this function
 * again; "" if no call of this thread failed yet. Never NULL.
 */
const char *iommufd_error_message(void);

#ifdef __cplusplus
}
#endif

#endif
