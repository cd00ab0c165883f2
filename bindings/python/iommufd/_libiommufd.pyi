# SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
"""The thin module SWIG makes: the C functions, out-parameters as results."""

import os

from ._buffer import Buffer

IOMMUFD_IOAS_MAP_FIXED_IOVA: int
IOMMUFD_IOAS_MAP_WRITEABLE: int
IOMMUFD_IOAS_MAP_READABLE: int
IOMMUFD_HWPT_ALLOC_NEST_PARENT: int
IOMMUFD_HWPT_ALLOC_DIRTY_TRACKING: int
IOMMUFD_HWPT_FAULT_ID_VALID: int
IOMMUFD_HWPT_ALLOC_PASID: int
IOMMUFD_HWPT_DIRTY_TRACKING_ENABLE: int
IOMMUFD_HWPT_GET_DIRTY_BITMAP_NO_CLEAR: int
IOMMUFD_HW_INFO_TYPE_NONE: int
IOMMUFD_HW_INFO_TYPE_INTEL_VTD: int
IOMMUFD_HW_INFO_TYPE_ARM_SMMUV3: int
IOMMUFD_HW_INFO_TYPE_TEGRA241_CMDQV: int
IOMMUFD_HW_INFO_TYPE_AMD: int
IOMMUFD_HW_CAP_DIRTY_TRACKING: int
IOMMUFD_HW_CAP_PCI_PASID_EXEC: int
IOMMUFD_HW_CAP_PCI_PASID_PRIV: int
IOMMUFD_HW_CAP_PCI_ATS_NOT_SUPPORTED: int
IOMMUFD_HWPT_DATA_NONE: int
IOMMUFD_HWPT_DATA_VTD_S1: int
IOMMUFD_HWPT_DATA_ARM_SMMUV3: int
IOMMUFD_HWPT_DATA_AMD_GUEST: int
IOMMUFD_VTD_S1_SRE: int
IOMMUFD_VTD_S1_EAFE: int
IOMMUFD_VTD_S1_WPE: int
IOMMUFD_HW_INFO_VTD_ERRATA_772415_SPR17: int
IOMMUFD_HW_INFO_ARM_SMMUV3_ERRATA_REPEAT_TLBI_CFGI: int
IOMMUFD_INVALIDATE_VTD_S1_LEAF: int
IOMMUFD_INVALIDATE_VTD_S1: int
IOMMUFD_INVALIDATE_ARM_SMMUV3: int
IOMMUFD_FAULT_PASID_VALID: int
IOMMUFD_FAULT_LAST_PAGE: int
IOMMUFD_FAULT_PERM_READ: int
IOMMUFD_FAULT_PERM_WRITE: int
IOMMUFD_FAULT_PERM_EXEC: int
IOMMUFD_FAULT_PERM_PRIV: int
IOMMUFD_FAULT_RESPONSE_SUCCESS: int
IOMMUFD_FAULT_RESPONSE_INVALID: int
IOMMUFD_VIOMMU_TYPE_ARM_SMMUV3: int
IOMMUFD_VIOMMU_TYPE_TEGRA241_CMDQV: int
IOMMUFD_HW_QUEUE_TYPE_TEGRA241_CMDQV: int
IOMMUFD_VEVENTQ_TYPE_ARM_SMMUV3: int
IOMMUFD_VEVENTQ_TYPE_TEGRA241_CMDQV: int
IOMMUFD_VEVENT_LOST_EVENTS: int
IOMMUFD_OPTION_RLIMIT_MODE: int
IOMMUFD_OPTION_HUGE_PAGES: int
IOMMUFD_VFIO_TYPE1: int
IOMMUFD_VFIO_TYPE1V2: int
IOMMUFD_VFIO_DMA_CC: int
IOMMUFD_VFIO_NOIOMMU: int
IOMMUFD_VFIO_UNMAP_ALL: int
IOMMUFD_DEVICE_BIND_VF_TOKEN: int
IOMMUFD_DEVICE_RESET: int
IOMMUFD_DEVICE_PCI: int
IOMMUFD_DEVICE_PLATFORM: int
IOMMUFD_DEVICE_AMBA: int
IOMMUFD_DEVICE_CCW: int
IOMMUFD_DEVICE_AP: int
IOMMUFD_DEVICE_FSL_MC: int
IOMMUFD_DEVICE_CAPS: int
IOMMUFD_DEVICE_CDX: int
IOMMUFD_DEVICE_CAP_ZPCI_BASE: int
IOMMUFD_DEVICE_CAP_ZPCI_GROUP: int
IOMMUFD_DEVICE_CAP_ZPCI_UTIL: int
IOMMUFD_DEVICE_CAP_ZPCI_PFIP: int
IOMMUFD_DEVICE_CAP_PCI_ATOMIC_COMP: int
IOMMUFD_PCI_ATOMIC_COMP32: int
IOMMUFD_PCI_ATOMIC_COMP64: int
IOMMUFD_PCI_ATOMIC_COMP128: int
IOMMUFD_REGION_READ: int
IOMMUFD_REGION_WRITE: int
IOMMUFD_REGION_MMAP: int
IOMMUFD_REGION_CAPS: int
IOMMUFD_REGION_CAP_SPARSE_MMAP: int
IOMMUFD_REGION_CAP_TYPE: int
IOMMUFD_REGION_CAP_MSIX_MAPPABLE: int
IOMMUFD_FEATURE_PCI_VF_TOKEN: int
IOMMUFD_FEATURE_MIGRATION: int
IOMMUFD_FEATURE_MIG_DEVICE_STATE: int
IOMMUFD_FEATURE_LOW_POWER_ENTRY: int
IOMMUFD_FEATURE_LOW_POWER_ENTRY_WITH_WAKEUP: int
IOMMUFD_FEATURE_LOW_POWER_EXIT: int
IOMMUFD_FEATURE_DMA_LOGGING_START: int
IOMMUFD_FEATURE_DMA_LOGGING_STOP: int
IOMMUFD_FEATURE_DMA_LOGGING_REPORT: int
IOMMUFD_FEATURE_MIG_DATA_SIZE: int
IOMMUFD_FEATURE_BUS_MASTER: int
IOMMUFD_FEATURE_DMA_BUF: int
IOMMUFD_FEATURE_MIG_PRECOPY_INFO_V2: int
IOMMUFD_FEATURE_ZPCI_ERROR: int
IOMMUFD_FEATURE_GET: int
IOMMUFD_FEATURE_SET: int
IOMMUFD_FEATURE_PROBE: int
IOMMUFD_PCI_HOT_RESET_OWNED: int
IOMMUFD_PCI_HOT_RESET_NOT_OWNED: int
IOMMUFD_IRQ_EVENTFD: int
IOMMUFD_IRQ_MASKABLE: int
IOMMUFD_IRQ_AUTOMASKED: int
IOMMUFD_IRQ_NORESIZE: int
IOMMUFD_IRQ_MASK: int
IOMMUFD_IRQ_UNMASK: int
IOMMUFD_IRQ_TRIGGER: int
IOMMUFD_MIGRATION_STOP_COPY: int
IOMMUFD_MIGRATION_P2P: int
IOMMUFD_MIGRATION_PRE_COPY: int
IOMMUFD_MIG_STATE_ERROR: int
IOMMUFD_MIG_STATE_STOP: int
IOMMUFD_MIG_STATE_RUNNING: int
IOMMUFD_MIG_STATE_STOP_COPY: int
IOMMUFD_MIG_STATE_RESUMING: int
IOMMUFD_MIG_STATE_RUNNING_P2P: int
IOMMUFD_MIG_STATE_PRE_COPY: int
IOMMUFD_MIG_STATE_PRE_COPY_P2P: int
IOMMUFD_PRECOPY_INFO_REINIT: int

# Opaque handles, of SWIG's own type at run time.
class iommufd: ...
class iommufd_device: ...

class iommufd_hwpt_alloc_opts:
    flags: int
    data_type: int
    fault_id: int
    @property
    def size(self) -> int: ...

class iommufd_hw_info:
    @property
    def size(self) -> int: ...
    @property
    def data_type(self) -> int: ...
    @property
    def data_len(self) -> int: ...
    @property
    def max_pasid_log2(self) -> int: ...
    @property
    def capabilities(self) -> int: ...

class iommufd_device_info:
    @property
    def size(self) -> int: ...
    @property
    def flags(self) -> int: ...
    @property
    def num_regions(self) -> int: ...
    @property
    def num_irqs(self) -> int: ...

class iommufd_irq_info:
    @property
    def size(self) -> int: ...
    @property
    def index(self) -> int: ...
    @property
    def flags(self) -> int: ...
    @property
    def count(self) -> int: ...

class iommufd_precopy_info:
    @property
    def size(self) -> int: ...
    @property
    def flags(self) -> int: ...
    @property
    def initial_bytes(self) -> int: ...
    @property
    def dirty_bytes(self) -> int: ...

class iommufd_region_info:
    @property
    def size(self) -> int: ...
    @property
    def index(self) -> int: ...
    @property
    def flags(self) -> int: ...
    @property
    def length(self) -> int: ...
    @property
    def file_offset(self) -> int: ...

def buffer_address(view: Buffer) -> int: ...
def iommufd_version() -> str: ...
def iommufd_open(path: str | bytes | os.PathLike[str] | None) -> iommufd: ...
def iommufd_adopt(fd: int) -> iommufd: ...
def iommufd_fd(ctx: iommufd) -> int: ...
def iommufd_close(ctx: iommufd) -> None: ...
def iommufd_destroy(ctx: iommufd, id: int) -> None: ...
def iommufd_ioas_alloc(ctx: iommufd) -> int: ...
def iommufd_ioas_iova_ranges(
    ctx: iommufd, ioas_id: int
) -> tuple[list[tuple[int, int]], int]: ...
def iommufd_ioas_map(
    ctx: iommufd, ioas_id: int, addr: int, length: int, flags: int, iova: int
) -> int: ...
def iommufd_ioas_map_file(
    ctx: iommufd,
    ioas_id: int,
    fd: int,
    offset: int,
    length: int,
    flags: int,
    iova: int,
) -> int: ...
def iommufd_ioas_copy(
    ctx: iommufd,
    ioas_id: int,
    src_ioas_id: int,
    src_iova: int,
    length: int,
    flags: int,
    iova: int,
) -> int: ...
def iommufd_ioas_change_process(ctx: iommufd) -> None: ...
def iommufd_option_get(ctx: iommufd, option: int, object_id: int) -> int: ...
def iommufd_option_set(
    ctx: iommufd, option: int, object_id: int, value: int
) -> None: ...
def iommufd_vfio_ioas_get(ctx: iommufd) -> int: ...
def iommufd_vfio_ioas_set(ctx: iommufd, ioas_id: int) -> None: ...
def iommufd_vfio_ioas_clear(ctx: iommufd) -> None: ...
def iommufd_vfio_get_page_sizes(ctx: iommufd) -> int: ...
def iommufd_vfio_check_extension(ctx: iommufd, extension: int) -> int: ...
def iommufd_viommu_alloc(
    ctx: iommufd, dev_id: int, hwpt_id: int, type: int, data: Buffer
) -> int: ...
def iommufd_vdevice_alloc(
    ctx: iommufd, viommu_id: int, dev_id: int, virt_id: int
) -> int: ...
def iommufd_hw_queue_alloc(
    ctx: iommufd, viommu_id: int, type: int, index: int, iova: int, length: int
) -> int: ...
def iommufd_ioas_unmap(ctx: iommufd, ioas_id: int, iova: int, length: int) -> int: ...
def iommufd_hwpt_alloc(
    ctx: iommufd, dev_id: int, pt_id: int, opts: iommufd_hwpt_alloc_opts | None
) -> int: ...
def iommufd_hwpt_set_dirty_tracking(ctx: iommufd, hwpt_id: int, flags: int) -> None: ...
def iommufd_get_hw_info(
    ctx: iommufd, dev_id: int, data_type: int, data: Buffer
) -> iommufd_hw_info: ...
def iommufd_device_open(name: str | bytes | os.PathLike[str]) -> iommufd_device: ...
def iommufd_device_adopt(fd: int) -> iommufd_device: ...
def iommufd_device_fd(dev: iommufd_device) -> int: ...
def iommufd_device_close(dev: iommufd_device) -> None: ...
def iommufd_device_bind(dev: iommufd_device, ctx: iommufd, opts: None) -> int: ...
def iommufd_device_attach(dev: iommufd_device, pt_id: int) -> int: ...
def iommufd_device_detach(dev: iommufd_device) -> None: ...
def iommufd_device_pasid_attach(dev: iommufd_device, pasid: int, pt_id: int) -> int: ...
def iommufd_device_pasid_detach(dev: iommufd_device, pasid: int) -> None: ...
def iommufd_device_reset(dev: iommufd_device) -> None: ...
def iommufd_device_get_info(dev: iommufd_device) -> iommufd_device_info: ...
def iommufd_device_get_pci_atomic_comp(dev: iommufd_device) -> int: ...
def iommufd_device_get_region_info(
    dev: iommufd_device, index: int
) -> iommufd_region_info: ...
def iommufd_device_get_region_type(
    dev: iommufd_device, index: int
) -> tuple[int, int]: ...
def iommufd_device_region_read(
    dev: iommufd_device, region: iommufd_region_info, offset: int, data: Buffer
) -> None: ...
def iommufd_device_region_write(
    dev: iommufd_device, region: iommufd_region_info, offset: int, data: Buffer
) -> None: ...
def iommufd_device_dma_logging_stop(dev: iommufd_device) -> None: ...
def iommufd_device_feature_probe(
    dev: iommufd_device, feature: int, access: int
) -> None: ...
def iommufd_device_set_bus_master(dev: iommufd_device, enable: int) -> None: ...
def iommufd_device_low_power_entry(dev: iommufd_device) -> None: ...
def iommufd_device_low_power_entry_with_wakeup(
    dev: iommufd_device, eventfd: int
) -> None: ...
def iommufd_device_low_power_exit(dev: iommufd_device) -> None: ...
def iommufd_device_pci_hot_reset(dev: iommufd_device) -> None: ...
def iommufd_device_get_irq_info(
    dev: iommufd_device, index: int
) -> iommufd_irq_info: ...
def iommufd_device_set_irqs(
    dev: iommufd_device, index: int, action: int, start: int, count: int
) -> None: ...
def iommufd_device_get_migration(dev: iommufd_device) -> int: ...
def iommufd_device_get_mig_state(dev: iommufd_device) -> int: ...
def iommufd_device_get_mig_data_size(dev: iommufd_device) -> int: ...
def iommufd_device_set_mig_precopy_info_v2(dev: iommufd_device) -> None: ...
def iommufd_mig_get_precopy_info(data_fd: int) -> iommufd_precopy_info: ...
