/* SPDX-License-Identifier: MIT OR LGPL-2.1-or-later */
#ifndef LIBIOMMUFD_IOMMUFD_IOAS_H
#define LIBIOMMUFD_IOMMUFD_IOAS_H

#include <stdint.h>

#include "context.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Flags of iommufd_ioas_map(), iommufd_ioas_map_file() and iommufd_ioas_copy(); the kernel's values
 * (enum iommufd_ioas_map_flags).
 */
#define IOMMUFD_IOAS_MAP_FIXED_IOVA 0x1u /* the caller says where; else the kernel chooses */
#define IOMMUFD_IOAS_MAP_WRITEABLE  0x2u /* devices may write */
#define IOMMUFD_IOAS_MAP_READABLE   0x4u /* devices may read */

/**
 * struct iommufd_iova_range - a range of IOVAs
 * @start: first IOVA
 * @last: last IOVA, inclusive
 */
struct iommufd_iova_range {
	uint64_t start;
	uint64_t last;
};

/**
 * iommufd_ioas_alloc() - allocate an I/O address space (IOAS)
 * @ctx: the context
 * @ioas_id: receives the id; iommufd_destroy() it, or it goes with the context
 *
 * Wire: IOMMU_IOAS_ALLOC.
 *
 * Thread safety: any thread at any time.
 *
 * Return: 0, or
 * * -EINVAL: @ctx or @ioas_id is NULL.
 * * -ENOMEM.
 *
 * Since: kernel 6.2.
 */
int iommufd_ioas_alloc(struct iommufd *ctx, uint32_t *ioas_id);

/**
 * iommufd_ioas_iova_ranges() - which IOVAs can be mapped in an IOAS
 * @ctx: the context
 * @ioas_id: the IOAS
 * @ranges: receives the ranges, ascending; may be NULL if *@num_ranges is 0
 * @num_ranges: in: how many @ranges has room for; out: how many there are
 * @alignment: receives what IOVA and length of a mapping must be a multiple of, in bytes; may be
 *	NULL
 *
 * Attaching a device narrows the ranges to what its IOMMU can address outside its reserved regions
 * (MSI windows, for example), and may raise the alignment; detaching widens them again. Ask after
 * each attach.
 *
 * Wire: IOMMU_IOAS_IOVA_RANGES.
 *
 * Thread safety: any thread at any time.
 *
 * Return: 0, or
 * * -EMSGSIZE: there are more ranges than room: *@num_ranges says how many and @ranges has the
 *   first ones; @alignment is untouched.
 * * -EINVAL: @ctx or @num_ranges is NULL, or @ranges is NULL though *@num_ranges is not 0.
 * * -ENOENT: no IOAS has this id.
 *
 * Since: kernel 6.2.
 */
int iommufd_ioas_iova_ranges(struct iommufd *ctx, uint32_t ioas_id,
			     struct iommufd_iova_range *ranges, uint32_t *num_ranges,
			     uint64_t *alignment);

/**
 * iommufd_ioas_allow_iovas() - reserve ranges of IOVAs for mappings
 * @ctx: the context
 * @ioas_id: the IOAS
 * @ranges: the ranges, at least two bytes each, without overlap, in any order; may be NULL if
 *	@num_ranges is 0
 * @num_ranges: how many; 0 takes an earlier list back
 *
 * The list replaces the one before. From now on the kernel chooses IOVAs for mappings only from
 * these ranges, and attaching a device that cannot use all of them is refused (-EADDRINUSE)
 * instead of narrowing what iommufd_ioas_iova_ranges() tells. A fixed IOVA need not lie within.
 *
 * Wire: IOMMU_IOAS_ALLOW_IOVAS.
 *
 * Thread safety: any thread at any time.
 *
 * Return: 0, or (the list before stays)
 * * -EINVAL: @ctx is NULL, or @ranges is NULL though @num_ranges is not 0; a range's last IOVA is
 *   not beyond its first; two ranges overlap.
 * * -ENOENT: no IOAS has this id.
 * * -EADDRINUSE: an attached device cannot use one of the ranges.
 * * -EFAULT: @ranges is not readable.
 * * -ENOMEM.
 *
 * Since: kernel 6.2.
 */
int iommufd_ioas_allow_iovas(struct iommufd *ctx, uint32_t ioas_id,
			     const struct iommufd_iova_range *ranges, uint32_t num_ranges);

/**
 * iommufd_ioas_map() - map memory of this process into an IOAS
 * @ctx: the context
 * @ioas_id: the IOAS
 * @addr: first byte of the memory; an IOMMU needs it aligned as iommufd_ioas_iova_ranges() tells,
 *	which is a page
 * @length: bytes; aligned likewise
 * @flags: IOMMUFD_IOAS_MAP_READABLE, IOMMUFD_IOAS_MAP_WRITEABLE or both; and
 *	IOMMUFD_IOAS_MAP_FIXED_IOVA to map at *@iova
 * @iova: the IOVA of the first byte; with IOMMUFD_IOAS_MAP_FIXED_IOVA the caller sets it, without
 *	it receives what the kernel chose
 *
 * While a device is attached (or an HWPT exists) the memory is pinned. It counts as locked memory
 * of the user, unless the caller has CAP_IPC_LOCK. It remains the caller's and must not be unmapped
 * or freed for other use before iommufd_ioas_unmap(): devices would go on using the old pages.
 *
 * Wire: IOMMU_IOAS_MAP. Costs filling a struct of 40 bytes and the system call.
 *
 * Thread safety: any thread at any time.
 *
 * Return: 0, or (nothing is mapped then, *@iova is untouched)
 * * -EINVAL: @ctx, @addr or @iova is NULL; @flags has neither READABLE nor WRITEABLE; @length is 0;
 *   the range is not aligned or not within the allowed ranges (iommufd_ioas_iova_ranges()).
 * * -ENOENT: no IOAS has this id.
 * * -EEXIST: part of the range is mapped already.
 * * -EOVERFLOW: @addr + @length or *@iova + @length wraps, or one of them is 2^64-1.
 * * -EFAULT: the memory is not mapped in this process, is read-only while WRITEABLE was asked, or
 *   is a device's BAR. Found when the memory is pinned: without any device attached the call may
 *   succeed and the attach fail.
 * * -ENOMEM: out of memory, or RLIMIT_MEMLOCK is reached.
 * * -ENOSPC: the kernel found no free IOVA range of @length.
 * * -EOPNOTSUPP: @flags has a bit that this kernel does not know.
 *
 * Since: kernel 6.2.
 *
 * Example::
 *
 *	uint64_t iova;
 *	int ret = iommufd_ioas_map(ctx, ioas, buf, len,
 *				   IOMMUFD_IOAS_MAP_READABLE | IOMMUFD_IOAS_MAP_WRITEABLE, &iova);
 */
int iommufd_ioas_map(struct iommufd *ctx, uint32_t ioas_id, void *addr, uint64_t length,
		     uint32_t flags, uint64_t *iova);

/**
 * iommufd_ioas_map_file() - map a part of a file into an IOAS
 * @ctx: the context
 * @ioas_id: the IOAS
 * @fd: a memfd, or a dma-buf of a device's BAR; the mapping holds the file, @fd may be closed
 * @offset: first byte within the file
 * @length: bytes
 * @flags: as for iommufd_ioas_map()
 * @iova: as for iommufd_ioas_map()
 *
 * Wire: IOMMU_IOAS_MAP_FILE.
 *
 * Thread safety: any thread at any time.
 *
 * Return: 0, or (nothing is mapped then, *@iova is untouched) what iommufd_ioas_map() returns, and
 * * -EBADF: @fd is not open, or of a kind that cannot be mapped.
 * * -EINVAL: also: the range does not lie within the file, or the file cannot be mapped. As with
 *   -EFAULT this is found when the file's pages are pinned, which may be at the attach.
 * * -EOVERFLOW: also: @offset + @length wraps.
 * * -ENOTTY: the kernel is older than 6.13.
 *
 * Since: kernel 6.13 (memfd), 6.19 (dma-buf).
 */
int iommufd_ioas_map_file(struct iommufd *ctx, uint32_t ioas_id, int fd, uint64_t offset,
			  uint64_t length, uint32_t flags, uint64_t *iova);

/**
 * iommufd_ioas_copy() - map in one IOAS what another one has mapped
 * @ctx: the context
 * @ioas_id: the IOAS to map in
 * @src_ioas_id: the IOAS that has it mapped; may be the same
 * @src_iova: first IOVA there; with @length it need not be where one mapping begins or ends, but
 *	all of it must be mapped
 * @length: bytes
 * @flags: as for iommufd_ioas_map(); may grant less than the mapping that is copied, not more
 * @iova: as for iommufd_ioas_map(), in @ioas_id
 *
 * Both mappings share the memory, which is pinned and counted as locked once only: N devices with
 * an IOAS each cost as much as one. They are unmapped independently of each other.
 *
 * Wire: IOMMU_IOAS_COPY.
 *
 * Thread safety: any thread at any time.
 *
 * Return: 0, or (nothing is mapped then, *@iova is untouched)
 * * -EINVAL: @ctx or @iova is NULL; @flags has neither READABLE nor WRITEABLE; @length is 0; the
 *   range is not aligned or not within the allowed ranges of @ioas_id.
 * * -ENOENT: no IOAS has one of the ids; or part of the range is not mapped in @src_ioas_id.
 * * -EPERM: @flags has WRITEABLE, which the mapping that is copied has not.
 * * -EEXIST: part of the range is mapped already in @ioas_id.
 * * -EOVERFLOW: @src_iova + @length or *@iova + @length wraps, or one of them is 2^64-1.
 * * -EFAULT: the memory cannot be pinned, see iommufd_ioas_map().
 * * -ENOMEM: out of memory, or RLIMIT_MEMLOCK is reached.
 * * -ENOSPC: the kernel found no free IOVA range of @length.
 * * -EOPNOTSUPP: @flags has a bit that this kernel does not know.
 *
 * Since: kernel 6.2.
 */
int iommufd_ioas_copy(struct iommufd *ctx, uint32_t ioas_id, uint32_t src_ioas_id,
		      uint64_t src_iova, uint64_t length, uint32_t flags, uint64_t *iova);

/**
 * iommufd_ioas_unmap() - unmap a range of IOVAs
 * @ctx: the context
 * @ioas_id: the IOAS
 * @iova: first IOVA
 * @length: bytes; 0 for @iova and 2^64-1 here unmap everything
 * @unmapped: receives how many bytes were unmapped; may be NULL
 *
 * All mappings within the range go, each whole: a range that cuts a mapping is refused. When the
 * call returns, no device reaches the memory any more.
 *
 * Wire: IOMMU_IOAS_UNMAP.
 *
 * Thread safety: any thread at any time; two threads that unmap the same range at once may see
 * -EBUSY.
 *
 * Return: 0, or
 * * -EINVAL: @ctx is NULL or @length is 0.
 * * -ENOENT: no IOAS has this id; nothing is mapped in the range (unmapping everything from an
 * empty IOAS succeeds all the same); or the range cuts a mapping. Mappings before the cut one are
 * gone.
 * * -EOVERFLOW: @iova + @length wraps.
 * * -EBUSY: a mapping is in use by the kernel, or being unmapped by another thread.
 *
 * Since: kernel 6.2.
 */
int iommufd_ioas_unmap(struct iommufd *ctx, uint32_t ioas_id, uint64_t iova, uint64_t length,
		       uint64_t *unmapped);

/**
 * iommufd_ioas_change_process() - have pinned memory counted for the calling process
 * @ctx: the context, in the process that takes it over
 *
 * For handing a context with all its devices to another process, as a live update does: that one
 * receives the file descriptor, adopts it and calls this. The locked memory of every mapping in
 * every IOAS then counts for it, but for what was mapped with CAP_IPC_LOCK, which counts against no
 * limit. All or nothing.
 *
 * Wire: IOMMU_IOAS_CHANGE_PROCESS.
 *
 * Thread safety: any thread at any time.
 *
 * Return: 0, or (nothing has changed)
 * * -EINVAL: @ctx is NULL; or one of the IOASes has a mapping made by iommufd_ioas_map(), which is
 *   another process's memory: only mappings of files can change hands.
 * * -EBUSY: a mapping is being unmapped.
 * * -ENOMEM: out of memory, or RLIMIT_MEMLOCK of the calling process is too low.
 * * -ENOTTY: the kernel is older than 6.13.
 *
 * Since: kernel 6.13.
 */
int iommufd_ioas_change_process(struct iommufd *ctx);

#ifdef __cplusplus
}
#endif

#endif
