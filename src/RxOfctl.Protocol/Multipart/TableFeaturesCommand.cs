namespace RxOfctl.Protocol.Multipart;

/// <summary>What a request does with the features of tables (<c>ofp_table_features_command</c>, OpenFlow 1.5.1).</summary>
public enum TableFeaturesCommand : byte
{
    /// <summary>Replaces the pipeline (OFPTFC_REPLACE).</summary>
    Replace = 0,

    /// <summary>Changes tables (OFPTFC_MODIFY).</summary>
    Modify = 1,

    /// <summary>Enables tables (OFPTFC_ENABLE).</summary>
    Enable = 2,

    /// <summary>Disables tables (OFPTFC_DISABLE).</summary>
    Disable = 3,
}
