namespace RxOfctl.Protocol.Errors;

// OFPET_METER_MOD_FAILED: the meter could not be changed. From 1.3 on.
public sealed partial class OpenFlowError
{
    /// <summary>OFPMMFC_UNKNOWN: the meter could not be changed, for a reason that the switch does not name. OpenFlow 1.3 to 1.5.</summary>
    public static OpenFlowError MeterModFailedUnknown { get; } = Define(
        "OFPMMFC_UNKNOWN",
        "The meter could not be changed, for a reason that the switch does not name.",
        In(V13, V15, 12, 0));

    /// <summary>OFPMMFC_METER_EXISTS: the meter was not added: there is one of this id. OpenFlow 1.3 to 1.5.</summary>
    public static OpenFlowError MeterModFailedMeterExists { get; } = Define(
        "OFPMMFC_METER_EXISTS",
        "The meter was not added: there is one of this id.",
        In(V13, V15, 12, 1));

    /// <summary>OFPMMFC_INVALID_METER: the meter, or the meter that an action names, is not valid. OpenFlow 1.3 to 1.5.</summary>
    public static OpenFlowError MeterModFailedInvalidMeter { get; } = Define(
        "OFPMMFC_INVALID_METER",
        "The meter, or the meter that an action names, is not valid.",
        In(V13, V15, 12, 2));

    /// <summary>
    /// OFPMMFC_UNKNOWN_METER: the meter was not modified, or not used by an action: there is none of this id. OpenFlow 1.3 to 1.5.
    /// </summary>
    public static OpenFlowError MeterModFailedUnknownMeter { get; } = Define(
        "OFPMMFC_UNKNOWN_METER",
        "The meter was not modified, or not used by an action: there is none of this id.",
        In(V13, V15, 12, 3));

    /// <summary>OFPMMFC_BAD_COMMAND: the meter-mod command is unknown or not supported. OpenFlow 1.3 to 1.5.</summary>
    public static OpenFlowError MeterModFailedBadCommand { get; } = Define(
        "OFPMMFC_BAD_COMMAND",
        "The meter-mod command is unknown or not supported.",
        In(V13, V15, 12, 4));

    /// <summary>OFPMMFC_BAD_FLAGS: the combination of meter flags is not supported. OpenFlow 1.3 to 1.5.</summary>
    public static OpenFlowError MeterModFailedBadFlags { get; } = Define(
        "OFPMMFC_BAD_FLAGS",
        "The combination of meter flags is not supported.",
        In(V13, V15, 12, 5));

    /// <summary>OFPMMFC_BAD_RATE: the rate is not supported. OpenFlow 1.3 to 1.5.</summary>
    public static OpenFlowError MeterModFailedBadRate { get; } = Define(
        "OFPMMFC_BAD_RATE",
        "The rate is not supported.",
        In(V13, V15, 12, 6));

    /// <summary>OFPMMFC_BAD_BURST: the burst size is not supported. OpenFlow 1.3 to 1.5.</summary>
    public static OpenFlowError MeterModFailedBadBurst { get; } = Define(
        "OFPMMFC_BAD_BURST",
        "The burst size is not supported.",
        In(V13, V15, 12, 7));

    /// <summary>OFPMMFC_BAD_BAND: the band is not supported. OpenFlow 1.3 to 1.5.</summary>
    public static OpenFlowError MeterModFailedBadBand { get; } = Define(
        "OFPMMFC_BAD_BAND",
        "The band is not supported.",
        In(V13, V15, 12, 8));

    /// <summary>OFPMMFC_BAD_BAND_VALUE: a value in the band is not supported. OpenFlow 1.3 to 1.5.</summary>
    public static OpenFlowError MeterModFailedBadBandValue { get; } = Define(
        "OFPMMFC_BAD_BAND_VALUE",
        "A value in the band is not supported.",
        In(V13, V15, 12, 9));

    /// <summary>OFPMMFC_OUT_OF_METERS: the switch has no more meters. OpenFlow 1.3 to 1.5.</summary>
    public static OpenFlowError MeterModFailedOutOfMeters { get; } = Define(
        "OFPMMFC_OUT_OF_METERS",
        "The switch has no more meters.",
        In(V13, V15, 12, 10));

    /// <summary>OFPMMFC_OUT_OF_BANDS: the meter has more bands than the switch can take. OpenFlow 1.3 to 1.5.</summary>
    public static OpenFlowError MeterModFailedOutOfBands { get; } = Define(
        "OFPMMFC_OUT_OF_BANDS",
        "The meter has more bands than the switch can take.",
        In(V13, V15, 12, 11));
}
