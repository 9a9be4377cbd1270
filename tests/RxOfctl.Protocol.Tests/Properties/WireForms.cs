using System.Reflection;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Protocol.Tests.Properties;

/// <summary>Records in another form than the one in which they are written by default: as if they had been decoded from it.</summary>
internal static class WireForms
{
    private static readonly Type Interface = typeof(OpenFlowMessage).Assembly.GetType("RxOfctl.Protocol.Wire.IKeepsForm", throwOnError: true)!;
    private static readonly PropertyInfo Form = Interface.GetProperty("Form")!;

    /// <summary>Whether records of a type keep the form in which they were decoded.</summary>
    public static bool AreKeptBy(Type record) => Interface.IsAssignableFrom(record);

    /// <summary>The record in a form of a version.</summary>
    /// <param name="record">The record, which nothing else has yet.</param>
    /// <param name="version">The version.</param>
    /// <param name="form">Which of the record's codes, from 1 on, in the order of their declaration.</param>
    public static T Keep<T>(T record, OpenFlowVersion version, int form)
        where T : class
    {
        Form.SetValue(record, Activator.CreateInstance(Form.PropertyType, version, (byte)form));
        return record;
    }
}
