/* SPDX-License-Identifier: MIT OR LGPL-2.1-or-later */
/*
 * The library for scripting languages: the public headers as they are, and which role each
 * parameter plays. A language's own file, included below, says what the roles mean there:
 *
 *	int STATUS			result: nothing, or an exception for a negative errno
 *	int DESCRIPTOR			result: a file descriptor, or an exception
 *	struct HANDLE **OUT		result: an opaque handle
 *	struct RECORD *OUT		result: a struct whose first member is its size
 *	uint32_t *OUT, uint64_t *OUT	result: a number, exact
 *	uint64_t *INOUT			a number that goes in and comes out
 *	(struct iommufd_iova_range **OUT, uint32_t *OUT_LENGTH)
 *					result: a list of pairs
 *	void *ADDRESS			an address as a number
 *	const char *PATH		a file name, or nothing
 *	(void *OUT, uint64_t LENGTH)	a buffer to be filled, as long as it is
 *	(const void *IN, uint64_t LENGTH)
 *					bytes
 */
%module(threads=1) libiommufd

%{
#include <errno.h>
#include <stdlib.h>

#include <iommufd.h>
%}

/* Other threads of the interpreter run while these wait for the kernel. */
%nothread;
%thread iommufd_adopt;
%thread iommufd_close;
%thread iommufd_destroy;
%thread iommufd_device_adopt;
%thread iommufd_device_attach;
%thread iommufd_device_bind;
%thread iommufd_device_close;
%thread iommufd_device_detach;
%thread iommufd_device_dma_logging_stop;
%thread iommufd_device_feature_probe;
%thread iommufd_device_get_info;
%thread iommufd_device_get_irq_info;
%thread iommufd_device_get_mig_data_size;
%thread iommufd_device_get_mig_state;
%thread iommufd_device_get_migration;
%thread iommufd_device_get_pci_atomic_comp;
%thread iommufd_device_get_region_info;
%thread iommufd_device_get_region_type;
%thread iommufd_device_low_power_entry;
%thread iommufd_device_low_power_entry_with_wakeup;
%thread iommufd_device_low_power_exit;
%thread iommufd_device_open;
%thread iommufd_device_pasid_attach;
%thread iommufd_device_pasid_detach;
%thread iommufd_device_pci_hot_reset;
%thread iommufd_device_region_read;
%thread iommufd_device_region_write;
%thread iommufd_device_reset;
%thread iommufd_device_set_bus_master;
%thread iommufd_device_set_irqs;
%thread iommufd_device_set_mig_precopy_info_v2;
%thread iommufd_get_hw_info;
%thread iommufd_hw_queue_alloc;
%thread iommufd_hwpt_alloc;
%thread iommufd_hwpt_set_dirty_tracking;
%thread iommufd_ioas_alloc;
%thread iommufd_ioas_change_process;
%thread iommufd_ioas_copy;
%thread iommufd_ioas_map;
%thread iommufd_ioas_map_file;
%thread iommufd_ioas_unmap;
%thread iommufd_mig_get_precopy_info;
%thread iommufd_open;
%thread iommufd_option_get;
%thread iommufd_option_set;
%thread iommufd_vdevice_alloc;
%thread iommufd_vfio_check_extension;
%thread iommufd_vfio_get_page_sizes;
%thread iommufd_vfio_ioas_clear;
%thread iommufd_vfio_ioas_get;
%thread iommufd_vfio_ioas_set;
%thread iommufd_viommu_alloc;
%thread ioas_iova_ranges;

%include <stdint.i>

#ifdef SWIGPYTHON
%include "python.i"
#else
#error "this language has no file of typemaps yet"
#endif

%apply int STATUS { int };
%apply int DESCRIPTOR { int iommufd_fd, int iommufd_device_fd };

%apply struct HANDLE **OUT { struct iommufd **ctx, struct iommufd_device **dev };
%apply struct RECORD *OUT {
	struct iommufd_device_info *info,
	struct iommufd_region_info *info,
	struct iommufd_irq_info *info,
	struct iommufd_precopy_info *info,
	struct iommufd_hw_info *info
};
%apply uint32_t *OUT {
	uint32_t *ioas_id,
	uint32_t *hwpt_id,
	uint32_t *dev_id,
	uint32_t *viommu_id,
	uint32_t *vdevice_id,
	uint32_t *hw_queue_id,
	uint32_t *supported,
	uint32_t *flags,
	uint32_t *type,
	uint32_t *subtype,
	uint32_t *mig_state
};
%apply uint64_t *OUT {
	uint64_t *unmapped,
	uint64_t *alignment,
	uint64_t *value,
	uint64_t *page_sizes,
	uint64_t *flags,
	uint64_t *length
};
%apply uint64_t *INOUT { uint64_t *iova };
%apply (struct iommufd_iova_range **OUT, uint32_t *OUT_LENGTH) {
	(struct iommufd_iova_range **ranges, uint32_t *num_ranges)
};
%apply void *ADDRESS { void *addr };
%apply const char *PATH { const char *path, const char *name };
%apply (void *OUT, uint64_t LENGTH) { (void *data, uint64_t length) };
%apply (void *OUT, uint32_t LENGTH) { (void *data, uint32_t data_len) };
%apply (const void *IN, uint64_t LENGTH) { (const void *data, uint64_t length) };

/* Structs that the library fills in are read only. */
%immutable iommufd_device_info::size;
%immutable iommufd_device_info::flags;
%immutable iommufd_device_info::num_regions;
%immutable iommufd_device_info::num_irqs;
%immutable iommufd_irq_info::size;
%immutable iommufd_irq_info::index;
%immutable iommufd_irq_info::flags;
%immutable iommufd_irq_info::count;
%immutable iommufd_precopy_info::size;
%immutable iommufd_precopy_info::flags;
%immutable iommufd_precopy_info::initial_bytes;
%immutable iommufd_precopy_info::dirty_bytes;
%immutable iommufd_region_info::size;
%immutable iommufd_region_info::index;
%immutable iommufd_region_info::flags;
%immutable iommufd_region_info::length;
%immutable iommufd_region_info::file_offset;
%ignore iommufd_region_info::reserved;
%immutable iommufd_hw_info::size;
%immutable iommufd_hw_info::data_type;
%immutable iommufd_hw_info::data_len;
%immutable iommufd_hw_info::max_pasid_log2;
%immutable iommufd_hw_info::capabilities;

/* Options begin with their size and nothing asked for. */
%ignore iommufd_hwpt_alloc_opts::reserved;
%immutable iommufd_hwpt_alloc_opts::size;
%extend iommufd_hwpt_alloc_opts {
	iommufd_hwpt_alloc_opts(void)
	{
		struct iommufd_hwpt_alloc_opts *opts = calloc(1, sizeof(*opts));

		if (opts)
			opts->size = sizeof(*opts);
		return opts;
	}
}

/* Not for scripting yet. */
%ignore iommufd_hwpt_alloc_opts::data;
%ignore iommufd_hwpt_alloc_opts::data_len;
%ignore iommufd_hwpt_get_dirty_bitmap;
%ignore iommufd_hwpt_invalidate;
%ignore iommufd_fault;
%ignore iommufd_fault_response;
%ignore iommufd_fault_queue_alloc;
%ignore iommufd_vevent;
%ignore iommufd_vevent_arm_smmuv3;
%ignore iommufd_vevent_tegra241_cmdqv;
%ignore iommufd_hw_info_vtd;
%ignore iommufd_hw_info_arm_smmuv3;
%ignore iommufd_hw_info_tegra241_cmdqv;
%ignore iommufd_hw_info_amd;
%ignore iommufd_hwpt_vtd_s1;
%ignore iommufd_hwpt_arm_smmuv3;
%ignore iommufd_hwpt_amd_guest;
%ignore iommufd_invalidate_vtd_s1;
%ignore iommufd_invalidate_arm_smmuv3;
%ignore iommufd_viommu_tegra241_cmdqv;
%ignore iommufd_veventq_alloc;
%ignore iommufd_ioas_allow_iovas;

%include <iommufd/version.h>
%include <iommufd/context.h>

/* The array is as long as need be, so the caller does not guess. */
%ignore iommufd_ioas_iova_ranges;
%ignore iommufd_iova_range;
%include <iommufd/ioas.h>
%rename(iommufd_ioas_iova_ranges) ioas_iova_ranges;
%inline %{
static int ioas_iova_ranges(struct iommufd *ctx, uint32_t ioas_id,
			    struct iommufd_iova_range **ranges, uint32_t *num_ranges,
			    uint64_t *alignment)
{
	struct iommufd_iova_range *array = NULL;
	uint32_t room, num = 8;
	int ret;

	do {
		room = num;
		free(array);
		array = calloc(room, sizeof(*array));
		if (!array)
			return -ENOMEM;
		ret = iommufd_ioas_iova_ranges(ctx, ioas_id, array, &num, alignment);
	} while (ret == -EMSGSIZE && num > room);
	if (ret) {
		free(array);
		return ret;
	}
	*ranges = array;
	*num_ranges = num;
	return 0;
}
%}

%include <iommufd/hwpt.h>
%include <iommufd/hw_info.h>

/* Not for scripting yet. */
%ignore iommufd_device_bind_opts;
%ignore iommufd_device_dma_logging_report;
%ignore iommufd_device_dma_logging_start;
%ignore iommufd_device_feature;
%ignore iommufd_device_get_info_cap;
%ignore iommufd_device_get_pci_hot_reset_info;
%ignore iommufd_device_get_region_cap;
%ignore iommufd_device_get_region_mmap_areas;
%ignore iommufd_device_get_zpci_error;
%ignore iommufd_device_region_dma_buf;
%ignore iommufd_device_region_mmap;
%ignore iommufd_device_set_irqs_bool;
%ignore iommufd_device_set_irqs_eventfd;
%ignore iommufd_device_set_mig_state;
%ignore iommufd_device_set_vf_token;
%ignore iommufd_dma_logging_range;
%ignore iommufd_pci_hot_reset_device;
%ignore iommufd_region_area;

%include <iommufd/device.h>
%include <iommufd/dirty.h>
%include <iommufd/fault.h>
%include <iommufd/invalidate.h>
%include <iommufd/option.h>
%include <iommufd/veventq.h>
%include <iommufd/vfio.h>
%include <iommufd/viommu.h>
%include <iommufd/device_info.h>
%include <iommufd/dma_logging.h>
%include <iommufd/feature.h>
%include <iommufd/hot_reset.h>
%include <iommufd/irq.h>
%include <iommufd/migration.h>
%include <iommufd/region.h>
