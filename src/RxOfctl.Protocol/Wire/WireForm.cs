namespace RxOfctl.Protocol.Wire;

/// <summary>
/// One of the forms that a record has on the wire: the number that tells it from the others of its family, or the subtype that an
/// experimenter gave it. The default value is no form.
/// </summary>
/// <param name="Index">Which of the record's codes it is, from 1 on, in the order of their declaration.</param>
/// <param name="Code">The number, or the experimenter's subtype.</param>
/// <param name="Experimenter">The experimenter; 0 for a form of the specification.</param>
internal readonly record struct WireForm(byte Index, ushort Code, uint Experimenter = 0)
{
    /// <summary>False where the version has no form for the record.</summary>
    public bool Exists => Index != 0;
}
