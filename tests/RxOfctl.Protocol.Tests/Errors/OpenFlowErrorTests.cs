using System.Reflection;
using RxOfctl.Protocol.Errors;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Protocol.Tests.Errors;

public class OpenFlowErrorTests
{
    private const uint Nicira = 0x00002320;
    private const uint Onf = 0x4f4e4600;

    private static readonly OpenFlowVersion[] Versions =
        [OpenFlow10, OpenFlow11, OpenFlow12, OpenFlow13, OpenFlow14, OpenFlow15];

    // How many codes each type has, by the specification: type 0 first. Codes count from zero, but for the gap below.
    private static readonly Dictionary<OpenFlowVersion, int[]> CodesByType = new()
    {
        [OpenFlow10] = [2, 9, 9, 6, 2, 3],
        [OpenFlow11] = [2, 10, 13, 6, 8, 7, 9, 4, 2, 3, 2],
        [OpenFlow12] = [2, 13, 16, 9, 12, 8, 15, 5, 3, 3, 3, 3],
        [OpenFlow13] = [2, 14, 16, 9, 12, 8, 15, 5, 3, 3, 3, 3, 12, 6],
        [OpenFlow14] = [2, 16, 16, 10, 12, 11, 15, 5, 3, 3, 3, 3, 12, 6, 9, 3, 8, 16],
        [OpenFlow15] = [2, 19, 18, 10, 12, 11, 17, 5, 3, 3, 3, 5, 12, 11, 9, 3, 8, 19],
    };

    public static TheoryData<OpenFlowVersion> EveryVersion => [.. Versions];

    [Theory]
    [MemberData(nameof(EveryVersion))]
    public void All_numbers_come_back_as_they_are(OpenFlowVersion version)
    {
        foreach (var (type, code) in SomeNumbers())
        {
            var error = OpenFlowError.FromWire(version, type, code);

            Assert.True(error.TryGetNumbers(version, out var sameType, out var sameCode), $"{error} has no numbers.");
            Assert.Equal((type, code), (sameType, sameCode));
            Assert.False(error.TryGetExperimenterNumbers(version, out _, out _, out _));
        }
    }

    [Theory]
    [MemberData(nameof(EveryVersion))]
    public void Exactly_the_codes_of_the_specification_have_a_name(OpenFlowVersion version)
    {
        foreach (var (type, code) in SomeNumbers())
        {
            var error = OpenFlowError.FromWire(version, type, code);

            Assert.True(IsDefined(version, type, code) == OpenFlowError.All.Contains(error), $"{version.ToText()}: {error} ({type}, {code})");
        }
    }

    [Theory]
    [MemberData(nameof(EveryVersion))]
    public void Every_named_error_is_read_from_the_numbers_with_which_it_is_sent(OpenFlowVersion version)
    {
        foreach (var error in OpenFlowError.All)
        {
            if (error.TryGetNumbers(version, out var type, out var code))
                Assert.Same(error, OpenFlowError.FromWire(version, type, code));
            if (error.TryGetExperimenterNumbers(version, out var experimenter, out type, out code))
                Assert.Same(error, OpenFlowError.FromExperimenter(version, experimenter, type, code));
        }
    }

    // The counts are those of Open vSwitch's table, and in 1.3 one more: ONF extension 232's error for synchronized tables.
    [Theory]
    [InlineData(OpenFlow10, 68, 0)]
    [InlineData(OpenFlow11, 45, 0)]
    [InlineData(OpenFlow12, 35, 1)]
    [InlineData(OpenFlow13, 30, 30 + 1)]
    [InlineData(OpenFlow14, 29, 1)]
    [InlineData(OpenFlow15, 29, 0)]
    public void As_many_errors_are_experimenters_as_Open_vSwitch_knows(OpenFlowVersion version, int nicira, int onf)
    {
        List<uint> experimenters = [];
        foreach (var error in OpenFlowError.All)
            if (error.TryGetExperimenterNumbers(version, out var experimenter, out _, out _))
                experimenters.Add(experimenter);

        Assert.Equal(nicira, experimenters.Count(experimenter => experimenter == Nicira));
        Assert.Equal(onf, experimenters.Count(experimenter => experimenter == Onf));
        Assert.Equal(nicira + onf, experimenters.Count);
    }

    [Theory]
    [MemberData(nameof(EveryVersion))]
    public void From_1_2_on_an_experimenter_error_has_no_code(OpenFlowVersion version)
    {
        foreach (var error in OpenFlowError.All)
            if (version >= OpenFlow12 && error.TryGetExperimenterNumbers(version, out _, out _, out var code))
                Assert.Equal(0, code);
        var unknown = OpenFlowError.UnknownExperimenter(0xabcdef, 1, 2);
        Assert.Equal(version < OpenFlow12, unknown.TryGetExperimenterNumbers(version, out _, out _, out _));
    }

    [Theory]
    [MemberData(nameof(EveryVersion))]
    public void All_experimenter_numbers_come_back_as_they_are(OpenFlowVersion version)
    {
        foreach (var experimenter in new[] { 0u, Nicira, Onf, 0xffffffffu })
        {
            for (ushort type = 0; type < 5000; type++)
            {
                foreach (ushort code in version < OpenFlow12 ? new ushort[] { 0, 1, 256, 263, 512, 513, 537 } : [0])
                {
                    var error = OpenFlowError.FromExperimenter(version, experimenter, type, code);

                    Assert.True(error.TryGetExperimenterNumbers(version, out var same, out var sameType, out var sameCode));
                    Assert.Equal((experimenter, type, code), (same, sameType, sameCode));
                    Assert.False(error.TryGetNumbers(version, out _, out _));
                }
            }
        }
    }

    [Theory]
    [InlineData("OFPFMFC_OVERLAP", OpenFlow10, 3, 1, OpenFlow13, 5, 3)]
    [InlineData("OFPFMFC_TABLE_FULL", OpenFlow10, 3, 0, OpenFlow11, 5, 1)]
    [InlineData("OFPFMFC_EPERM", OpenFlow10, 3, 2, OpenFlow15, 5, 4)]
    [InlineData("OFPFMFC_BAD_COMMAND", OpenFlow10, 3, 4, OpenFlow14, 5, 6)]
    [InlineData("OFPPMFC_BAD_HW_ADDR", OpenFlow10, 4, 1, OpenFlow12, 7, 1)]
    [InlineData("OFPQOFC_BAD_QUEUE", OpenFlow10, 5, 1, OpenFlow13, 9, 1)]
    [InlineData("OFPBRC_BAD_MULTIPART", OpenFlow10, 1, 2, OpenFlow13, 1, 2)]
    [InlineData("OFPBRC_BAD_EXPERIMENTER", OpenFlow10, 1, 3, OpenFlow15, 1, 3)]
    [InlineData("OFPBAC_BAD_EXP_TYPE", OpenFlow10, 2, 3, OpenFlow14, 2, 3)]
    [InlineData("OFPBIC_BAD_EXPERIMENTER", OpenFlow11, 3, 5, OpenFlow12, 3, 5)]
    [InlineData("OFPBPC_BAD_TYPE", OpenFlow13, 13, 2, OpenFlow14, 14, 0)]
    [InlineData("OFPBPC_BAD_VALUE", OpenFlow13, 13, 4, OpenFlow15, 14, 2)]
    public void An_error_is_the_same_in_all_versions(
        string name,
        OpenFlowVersion first,
        ushort firstType,
        ushort firstCode,
        OpenFlowVersion second,
        ushort secondType,
        ushort secondCode)
    {
        var error = OpenFlowError.FromWire(first, firstType, firstCode);

        Assert.Equal(name, error.Name);
        Assert.Same(error, OpenFlowError.FromWire(second, secondType, secondCode));
    }

    [Fact]
    public void Errors_of_the_specification_and_of_experimenters_are_the_same()
    {
        Assert.Same(OpenFlowError.FlowModFailedOverlap, OpenFlowError.FromWire(OpenFlow10, 3, 1));
        Assert.Same(OpenFlowError.BadRequestBadTableId, OpenFlowError.FromExperimenter(OpenFlow10, Nicira, 1, 512));
        Assert.Same(OpenFlowError.BadRequestBadTableId, OpenFlowError.FromWire(OpenFlow13, 1, 9));
        Assert.Same(OpenFlowError.BundleFailedMsgFailed, OpenFlowError.FromExperimenter(OpenFlow13, Onf, 2313, 0));
        Assert.Same(OpenFlowError.BundleFailedMsgFailed, OpenFlowError.FromWire(OpenFlow14, 17, 13));
        Assert.Same(OpenFlowError.FlowMonitorFailedMonitorExists, OpenFlowError.FromExperimenter(OpenFlow13, Nicira, 6, 0));
        Assert.Same(OpenFlowError.FlowMonitorFailedMonitorExists, OpenFlowError.FromWire(OpenFlow14, 16, 1));
        Assert.Same(OpenFlowError.NiciraBadRequestNxmInvalid, OpenFlowError.FromExperimenter(OpenFlow10, Nicira, 1, 256));
        Assert.Same(OpenFlowError.NiciraBadRequestNxmInvalid, OpenFlowError.FromExperimenter(OpenFlow15, Nicira, 2, 0));
    }

    [Fact]
    public void A_version_that_lacks_an_error_has_no_numbers_for_it()
    {
        Assert.False(OpenFlowError.BundleFailedTimeout.TryGetNumbers(OpenFlow13, out var type, out var code));
        Assert.Equal((0, 0), (type, code));
        Assert.False(OpenFlowError.BundleFailedTimeout.TryGetExperimenterNumbers(OpenFlow12, out _, out _, out _));
        Assert.False(OpenFlowError.FlowModFailedBadEmergTimeout.TryGetNumbers(OpenFlow11, out _, out _));
        Assert.False(OpenFlowError.BadRequestIsSlave.TryGetNumbers(OpenFlow10, out _, out _));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(255)]
    public void Only_a_failed_hello_has_meaning_in_a_version_that_is_not_defined(byte version)
    {
        var undefined = (OpenFlowVersion)version;

        Assert.Same(OpenFlowError.HelloFailedIncompatible, OpenFlowError.FromWire(undefined, 0, 0));
        Assert.True(OpenFlowError.HelloFailedEperm.TryGetNumbers(undefined, out var type, out var code));
        Assert.Equal((0, 1), (type, code));
        Assert.Equal(OpenFlowError.Unknown(1, 6), OpenFlowError.FromWire(undefined, 1, 6));
        Assert.False(OpenFlowError.BadRequestBadLen.TryGetNumbers(undefined, out _, out _));
    }

    [Fact]
    public void An_unknown_error_is_itself_even_where_its_numbers_have_a_name_in_another_version()
    {
        var unknown = OpenFlowError.FromWire(OpenFlow10, 7, 3);

        Assert.DoesNotContain(unknown, OpenFlowError.All);
        Assert.NotEqual(unknown, OpenFlowError.FromWire(OpenFlow13, 7, 3));
        Assert.True(unknown.TryGetNumbers(OpenFlow10, out var type, out var code));
        Assert.Equal((7, 3), (type, code));
    }

    [Fact]
    public void Unknown_errors_are_equal_by_their_numbers()
    {
        var unknown = OpenFlowError.Unknown(40, 2);
        var experimenter = OpenFlowError.UnknownExperimenter(0xabcdef, 40, 2);

        Assert.Equal(unknown, OpenFlowError.FromWire(OpenFlow13, 40, 2));
        Assert.True(unknown == OpenFlowError.Unknown(40, 2));
        Assert.Equal(unknown.GetHashCode(), OpenFlowError.Unknown(40, 2).GetHashCode());
        Assert.True(unknown != OpenFlowError.Unknown(40, 3));
        Assert.True(unknown != null);
        Assert.NotEqual(unknown, experimenter);
        Assert.Equal(experimenter, OpenFlowError.FromExperimenter(OpenFlow10, 0xabcdef, 40, 2));
        Assert.NotEqual(experimenter, OpenFlowError.UnknownExperimenter(0xabcdee, 40, 2));
        Assert.NotEqual(OpenFlowError.BadRequestBadLen, OpenFlowError.Unknown(1, 6));
    }

    [Fact]
    public void An_error_is_written_as_its_name_or_its_numbers()
    {
        Assert.Equal("OFPFMFC_OVERLAP", $"{OpenFlowError.FlowModFailedOverlap}");
        Assert.Equal("type 7, code 3", $"{OpenFlowError.Unknown(7, 3)}");
        Assert.Equal("experimenter 0x00abcdef, type 7, code 3", $"{OpenFlowError.UnknownExperimenter(0xabcdef, 7, 3)}");
    }

    [Fact]
    public void Every_error_is_a_property_called_after_its_name()
    {
        var properties = typeof(OpenFlowError).GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Where(property => property.PropertyType == typeof(OpenFlowError))
            .ToDictionary(property => (OpenFlowError)property.GetValue(null)!, property => property.Name);

        Assert.Equal(OpenFlowError.All.ToHashSet(), properties.Keys.ToHashSet());
        foreach (var (error, property) in properties)
        {
            var words = error.Name.Split('_')[1..].Select(word => word[0] + word[1..].ToLowerInvariant());
            Assert.EndsWith(string.Concat(words), property, StringComparison.Ordinal);
            Assert.Equal(error.Name.StartsWith("NX", StringComparison.Ordinal), property.StartsWith("Nicira", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Names_are_unique_and_descriptions_are_sentences()
    {
        Assert.Equal(OpenFlowError.All.Count, OpenFlowError.All.Select(error => error.Name).Distinct().Count());
        Assert.All(OpenFlowError.All, error =>
        {
            Assert.True(char.IsUpper(error.Description[0]), error.Description);
            Assert.EndsWith(".", error.Description, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void A_named_error_is_found_without_an_allocation()
    {
        Find();
        var before = GC.GetAllocatedBytesForCurrentThread();

        var error = Find();

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.Same(OpenFlowError.FlowModFailedOverlap, error);

        static OpenFlowError Find()
        {
            OpenFlowError.FromExperimenter(OpenFlow10, Nicira, 1, 512).TryGetExperimenterNumbers(OpenFlow10, out _, out _, out _);
            return OpenFlowError.FromWire(OpenFlow13, 5, 3);
        }
    }

    private static bool IsDefined(OpenFlowVersion version, ushort type, ushort code)
    {
        var codes = CodesByType[version];
        // 1.4 gave the table features' codes 2 to 4 to bad properties, and left the gap.
        var inGap = version >= OpenFlow14 && type == 13 && code is >= 2 and <= 4;
        return type < codes.Length && code < codes[type] && !inGap;
    }

    private static IEnumerable<(ushort Type, ushort Code)> SomeNumbers() =>
        from type in Enumerable.Range(0, 21).Append(0xb0c2).Append(0xffff)
        from code in Enumerable.Range(0, 41).Append(0xffff)
        select ((ushort)type, (ushort)code);
}
