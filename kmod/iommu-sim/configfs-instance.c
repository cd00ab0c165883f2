// SPDX-License-Identifier: GPL-2.0-only
/* The directory of an instance. */
#include <linux/cleanup.h>
#include <linux/idr.h>
#include <linux/kstrtox.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/sysfs.h>

#include "configfs.h"
#include "personality.h"

static DEFINE_IDA(instance_ids);

static ssize_t sim_instance_personality_show(struct config_item *item, char *page)
{
	struct sim_instance *instance = to_sim_instance(item);

	guard(mutex)(&instance->lock);
	return sysfs_emit(page, "%s\n", instance->config.personality->name);
}

static ssize_t sim_instance_personality_store(struct config_item *item, const char *page,
					      size_t count)
{
	struct sim_instance *instance = to_sim_instance(item);
	const struct sim_personality *personality;

	guard(mutex)(&instance->lock);
	if (instance->iommu)
		return -EBUSY;
	personality = sim_personality_find(page);
	if (!personality)
		return -EINVAL;
	instance->config.personality = personality;
	return count;
}

static ssize_t sim_instance_address_width_show(struct config_item *item, char *page)
{
	struct sim_instance *instance = to_sim_instance(item);

	guard(mutex)(&instance->lock);
	return sysfs_emit(page, "%u\n", instance->config.address_width);
}

static ssize_t sim_instance_address_width_store(struct config_item *item, const char *page,
						size_t count)
{
	struct sim_instance *instance = to_sim_instance(item);
	u8 width;

	guard(mutex)(&instance->lock);
	if (instance->iommu)
		return -EBUSY;
	if (kstrtou8(page, 10, &width) ||
	    !sim_personality_has_width(instance->config.personality, width))
		return -EINVAL;
	instance->config.address_width = width;
	return count;
}

static ssize_t sim_instance_identity_show(struct config_item *item, char *page)
{
	struct sim_instance *instance = to_sim_instance(item);

	guard(mutex)(&instance->lock);
	return sysfs_emit(page, "%d\n", instance->config.identity);
}

static ssize_t sim_instance_identity_store(struct config_item *item, const char *page, size_t count)
{
	struct sim_instance *instance = to_sim_instance(item);

	guard(mutex)(&instance->lock);
	if (instance->iommu)
		return -EBUSY;
	return sim_parse_flag(page, &instance->config.identity) ?: count;
}

static ssize_t sim_instance_dirty_tracking_show(struct config_item *item, char *page)
{
	struct sim_instance *instance = to_sim_instance(item);

	guard(mutex)(&instance->lock);
	return sysfs_emit(page, "%d\n", instance->config.dirty_tracking);
}

static ssize_t sim_instance_dirty_tracking_store(struct config_item *item, const char *page,
						 size_t count)
{
	struct sim_instance *instance = to_sim_instance(item);

	guard(mutex)(&instance->lock);
	if (instance->iommu)
		return -EBUSY;
	return sim_parse_flag(page, &instance->config.dirty_tracking) ?: count;
}

static ssize_t sim_instance_pasid_bits_show(struct config_item *item, char *page)
{
	struct sim_instance *instance = to_sim_instance(item);

	guard(mutex)(&instance->lock);
	return sysfs_emit(page, "%u\n", instance->config.pasid_bits);
}

static ssize_t sim_instance_pasid_bits_store(struct config_item *item, const char *page,
					     size_t count)
{
	struct sim_instance *instance = to_sim_instance(item);

	guard(mutex)(&instance->lock);
	if (instance->iommu)
		return -EBUSY;
	return sim_parse_pasid_bits(page, &instance->config.pasid_bits) ?: count;
}

static ssize_t sim_instance_reserved_regions_show(struct config_item *item, char *page)
{
	struct sim_instance *instance = to_sim_instance(item);

	guard(mutex)(&instance->lock);
	return sim_reserved_show(&instance->config.reserved, page);
}

static ssize_t sim_instance_reserved_regions_store(struct config_item *item, const char *page,
						   size_t count)
{
	struct sim_instance *instance = to_sim_instance(item);

	guard(mutex)(&instance->lock);
	if (instance->iommu)
		return -EBUSY;
	return sim_reserved_parse(page, &instance->config.reserved) ?: count;
}

static ssize_t sim_instance_iommu_name_show(struct config_item *item, char *page)
{
	struct sim_instance *instance = to_sim_instance(item);

	guard(mutex)(&instance->lock);
	if (!instance->iommu)
		return sysfs_emit(page, "none\n");
	return sysfs_emit(page, "%s\n", dev_name(instance->iommu->iommu.dev));
}

static ssize_t sim_instance_live_show(struct config_item *item, char *page)
{
	struct sim_instance *instance = to_sim_instance(item);

	guard(mutex)(&instance->lock);
	return sysfs_emit(page, "%d\n", !!instance->iommu);
}

static int start(struct sim_instance *instance)
{
	struct config_item *item = &instance->group.cg_item;
	struct sim_iommu *iommu;
	int ret;

	ret = sim_configfs_pin(item);
	if (ret)
		return ret;
	iommu = sim_iommu_create(&instance->config, instance->id);
	if (IS_ERR(iommu)) {
		sim_configfs_unpin(item);
		return PTR_ERR(iommu);
	}
	instance->iommu = iommu;
	return 0;
}

static int stop(struct sim_instance *instance)
{
	int ret;

	ret = sim_iommu_destroy(instance->iommu);
	if (ret)
		return ret;
	instance->iommu = NULL;
	sim_configfs_unpin(&instance->group.cg_item);
	return 0;
}

static ssize_t sim_instance_live_store(struct config_item *item, const char *page, size_t count)
{
	struct sim_instance *instance = to_sim_instance(item);
	bool live;
	int ret;

	ret = sim_parse_flag(page, &live);
	if (ret)
		return ret;
	guard(mutex)(&instance->lock);
	if (live != !!instance->iommu)
		ret = live ? start(instance) : stop(instance);
	return ret ?: count;
}

CONFIGFS_ATTR(sim_instance_, personality);
CONFIGFS_ATTR(sim_instance_, address_width);
CONFIGFS_ATTR(sim_instance_, identity);
CONFIGFS_ATTR(sim_instance_, dirty_tracking);
CONFIGFS_ATTR(sim_instance_, pasid_bits);
CONFIGFS_ATTR(sim_instance_, reserved_regions);
CONFIGFS_ATTR_RO(sim_instance_, iommu_name);
CONFIGFS_ATTR(sim_instance_, live);

static struct configfs_attribute *instance_attrs[] = {
	&sim_instance_attr_personality,
	&sim_instance_attr_address_width,
	&sim_instance_attr_identity,
	&sim_instance_attr_dirty_tracking,
	&sim_instance_attr_pasid_bits,
	&sim_instance_attr_reserved_regions,
	&sim_instance_attr_iommu_name,
	&sim_instance_attr_live,
	NULL,
};

/* Not live any more: a live instance is pinned. */
static void instance_release(struct config_item *item)
{
	struct sim_instance *instance = to_sim_instance(item);

	ida_free(&instance_ids, instance->id);
	mutex_destroy(&instance->lock);
	kfree(instance);
}

static const struct configfs_item_operations instance_item_ops = {
	.release = instance_release,
};

static const struct configfs_group_operations instance_group_ops = {
	.make_group = sim_device_make,
};

static const struct config_item_type instance_type = {
	.ct_item_ops = &instance_item_ops,
	.ct_group_ops = &instance_group_ops,
	.ct_attrs = instance_attrs,
	.ct_owner = THIS_MODULE,
};

struct config_group *sim_instance_make(struct config_group *group, const char *name)
{
	struct sim_instance *instance;
	int id;

	instance = kzalloc_obj(*instance);
	if (!instance)
		return ERR_PTR(-ENOMEM);
	id = ida_alloc(&instance_ids, GFP_KERNEL);
	if (id < 0) {
		kfree(instance);
		return ERR_PTR(id);
	}
	instance->id = id;
	mutex_init(&instance->lock);
	instance->config.personality = &sim_generic;
	instance->config.address_width = sim_generic.default_width;
	instance->config.identity = true;
	config_group_init_type_name(&instance->group, name, &instance_type);
	return &instance->group;
}
