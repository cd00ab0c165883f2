/* SPDX-License-Identifier: MIT OR LGPL-2.1-or-later */
/*
 * A device that iommufd itself makes up in a kernel with CONFIG_IOMMUFD_TEST, for what the sim
 * cannot do yet. It moves no memory, but its IOMMU knows nesting, dirty tracking, faults and
 * vIOMMUs, and tests can make it do these things and look into it.
 */
#ifndef MOCK_H
#define MOCK_H

#include "../test.h"

/* What the mock's IOMMU can address, and the pages of its page tables. */
#define MOCK_IOVA UINT64_C(0x1000000)
#define MOCK_LAST UINT64_C(0x7fffffff)
#define MOCK_PAGE 2048ul

/* Flags of mock_add(). */
#define MOCK_NO_DIRTY 0x1u
#define MOCK_PASID    0x4u

/* Types of driver's data, of entries and objects, as this driver has them. */
#define MOCK_HW_INFO	  0xfeedbeefu
#define MOCK_HW_INFO_REG  0xdeadbeefu
#define MOCK_NESTED	  0xdeadu
#define MOCK_NESTED_IOTLB 4u
#define MOCK_INVALIDATE	  0xdeadbeefu
#define MOCK_VIOMMU	  0xdeadbeefu
#define MOCK_CACHE	  0xbaddadu /* what the cache of each device holds at first */
#define MOCK_VEVENTQ	  0xbeefbeefu
#define MOCK_HW_QUEUE	  0xdeadbeefu

struct mock_hw_info {
	uint32_t flags;
	uint32_t reg;
};

/* Driver's data of a nested HWPT: what its IOTLB entries hold until they are invalidated. */
struct mock_nested {
	uint32_t iotlb;
	uint32_t pagetable_type;
};

/* Entries for iommufd_hwpt_invalidate(): of a nested HWPT, and of a vIOMMU. */
#define MOCK_INVALIDATE_ALL 0x1u

struct mock_invalidate_hwpt {
	uint32_t flags;
	uint32_t entry;
};

struct mock_invalidate_viommu {
	uint32_t flags;
	uint32_t virt_id;
	uint32_t entry;
};

/* Driver's data of a vIOMMU: it gives back what it is given, and shows it in a page for mmap(). */
struct mock_viommu {
	uint32_t in;
	uint32_t out;
	uint64_t mmap_offset;
	uint64_t mmap_length;
};

struct mock {
	struct iommufd *ctx;
	uint32_t ioas;
	uint32_t handle; /* the kernel's name for it in mock_replace() and others */
	uint32_t hwpt;	 /* what it was attached to at first, made for the IOAS */
	uint32_t dev_id;
};

/* cmocka set-up and tear-down: *@state is a struct mock, attached to an IOAS of its own. */
int mock_setup(void **state);
int mock_teardown(void **state);

/* Bind one more device with @flags, attached to @pt_id; the ids are added to @mock. */
int mock_add(struct mock *mock, uint32_t pt_id, uint32_t flags);

/* Attach the device to @pt_id. */
int mock_replace(struct mock *mock, uint32_t pt_id);

/* Allocate a nest parent, or a nested HWPT with @iotlb in its IOTLB entries. */
uint32_t mock_parent(struct mock *mock);
uint32_t mock_nested(struct mock *mock, uint32_t pt_id, uint32_t iotlb);

/* 0 if entry @entry of the IOTLB of a nested HWPT holds @value. */
int mock_check_iotlb(struct mock *mock, uint32_t hwpt_id, uint32_t entry, uint32_t value);

/* Write the pages of @page_size whose bits are set in @bitmap; how many were. */
uint64_t mock_write(struct mock *mock, uint32_t hwpt_id, uint64_t length, uint64_t page_size,
		    const uint64_t *bitmap);

/* 0 if entry @entry of the device's cache holds @value. */
int mock_check_cache(struct mock *mock, uint32_t entry, uint32_t value);

/* A vIOMMU on @parent. */
uint32_t mock_viommu(struct mock *mock, uint32_t parent);

/* Let the device ask for the page at @addr, or its vIOMMU report an event. */
int mock_fault(struct mock *mock, uint64_t addr, uint32_t grpid, uint32_t perm);
int mock_event(struct mock *mock);

#define mock_test(function) cmocka_unit_test_setup_teardown(function, mock_setup, mock_teardown)

#endif
