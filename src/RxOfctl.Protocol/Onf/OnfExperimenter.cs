namespace RxOfctl.Protocol.Onf;

/// <summary>The Open Networking Foundation as an experimenter: it gave OpenFlow 1.3 some of what came with 1.4.</summary>
public static class OnfExperimenter
{
    /// <summary>The id (ONF_VENDOR_ID).</summary>
    public const uint Id = 0x4f4e_4600;
}
