// SPDX-License-Identifier: GPL-2.0-only
#include <linux/cleanup.h>
#include <linux/kstrtox.h>
#include <linux/sizes.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/sysfs.h>

#include "device.h"
#include "iommu.h"
#include "reserved.h"

struct region_type {
	const char *name; /* as in the reserved_regions of an IOMMU group */
	int prot;
};

static const struct region_type types[] = {
	[IOMMU_RESV_DIRECT] = { "direct", IOMMU_READ | IOMMU_WRITE },
	[IOMMU_RESV_DIRECT_RELAXABLE] = { "direct-relaxable", IOMMU_READ | IOMMU_WRITE },
	[IOMMU_RESV_RESERVED] = { "reserved", 0 },
	[IOMMU_RESV_MSI] = { "msi", IOMMU_WRITE | IOMMU_NOEXEC | IOMMU_MMIO },
};

static bool parse_type(const char *name, enum iommu_resv_type *type)
{
	for (size_t i = 0; i < ARRAY_SIZE(types); i++)
		if (!strcmp(name, types[i].name)) {
			*type = i;
			return true;
		}
	return false;
}

/* START-LAST:TYPE, which is changed. */
static bool parse_region(char *text, struct sim_reserved_region *region)
{
	char *start = strsep(&text, "-");
	char *last = strsep(&text, ":");

	return text && !kstrtou64(start, 0, &region->start) && !kstrtou64(last, 0, &region->last) &&
	       parse_type(text, &region->type) && region->start <= region->last &&
	       IS_ALIGNED(region->start, SZ_4K) && IS_ALIGNED(region->last + 1, SZ_4K);
}

/* Regions with commas between them, or nothing. @reserved changes only if that is what there is. */
int sim_reserved_parse(const char *page, struct sim_reserved *reserved)
{
	size_t length = strcspn(page, "\n");
	struct sim_reserved result = {};
	char *left, *region;

	if (!sysfs_streq(page + length, ""))
		return -EINVAL;

	char *copy __free(kfree) = kmemdup_nul(page, length, GFP_KERNEL);

	if (!copy)
		return -ENOMEM;
	left = length ? copy : NULL;
	while ((region = strsep(&left, ",")))
		if (result.count == SIM_RESERVED_MAX ||
		    !parse_region(region, &result.regions[result.count++]))
			return -EINVAL;
	*reserved = result;
	return 0;
}

ssize_t sim_reserved_show(const struct sim_reserved *reserved, char *page)
{
	ssize_t n = 0;

	for (unsigned int i = 0; i < reserved->count; i++) {
		const struct sim_reserved_region *region = &reserved->regions[i];

		n += sysfs_emit_at(page, n, "%s0x%llx-0x%llx:%s", i ? "," : "", region->start,
				   region->last, types[region->type].name);
	}
	return n + sysfs_emit_at(page, n, "\n");
}

/* Whether an IOMMU has all those addresses. */
bool sim_reserved_fits(const struct sim_reserved *reserved, u8 address_width)
{
	for (unsigned int i = 0; i < reserved->count; i++)
		if (reserved->regions[i].last >> address_width)
			return false;
	return true;
}

static void add_to_list(const struct sim_reserved *reserved, struct list_head *head)
{
	for (unsigned int i = 0; i < reserved->count; i++) {
		const struct sim_reserved_region *region = &reserved->regions[i];
		struct iommu_resv_region *entry;

		entry = iommu_alloc_resv_region(region->start, region->last - region->start + 1,
						types[region->type].prot, region->type, GFP_KERNEL);
		/* The core has no way to be told. */
		if (entry)
			list_add_tail(&entry->list, head);
	}
}

void sim_reserved_of(struct device *dev, struct list_head *head)
{
	struct sim_device *device = dev_iommu_priv_get(dev);

	add_to_list(&device->iommu->config.reserved, head);
	add_to_list(&device->config.reserved, head);
}
