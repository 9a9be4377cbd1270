using RxOfctl.Protocol;
using RxOfctl.Protocol.Properties;

namespace RxOfctl.Interop.Tests.Protocol;

internal static partial class OvsLimits
{
    private static IEnumerable<OvsLimit> Properties() =>
    [
        OvsLimit.Of<Property>(
            "properties of experimenters", "does not know a made-up experimenter (OFPPROP_UNKNOWN)",
            property => property is ExperimenterProperty ? null : property),
        OvsLimit.Of<ValueList<IGroupProperty>>(
            "unknown properties of a group", "refuses them (parse_ofp15_group_properties)",
            properties => properties.Where(property => property is not UnknownProperty).ToValueList()),
        OvsLimit.Of<ValueList<IBucketProperty>>(
            "unknown properties of a bucket", "refuses them (ofputil_pull_ofp15_buckets)",
            properties => properties.Where(property => property is not UnknownProperty).ToValueList()),
        OvsLimit.Of<SelectionField>(
            "fields that it does not have, in a selection", "refuses them (oxm_pull_field_array)",
            field => field.Type.IsUnknown || NoFields.Contains(field.Type) ? null : field),
        OvsLimit.Of<SelectionField>(
            "masks that are not as long as the field, in a selection", "refuses them (oxm_pull_field_array)",
            field => field.Mask.Length == field.Type.Width ? field : Whole(field)),
        OvsLimit.Of<SelectionField>(
            "some bits of fields that take no mask, in a selection", "refuses them (oxm_pull_field_array)", field => field.Type.Maskable ? field : Whole(field)),
        OvsLimit.Of<ValueList<SelectionField>>(
            "a field twice, in a selection", "refuses it (oxm_pull_field_array)", fields => fields.DistinctBy(field => field.Type.ShortName).ToValueList()),
        OvsLimit.Of<ValueList<IGroupProperty>>(
            "a field in two selections of buckets", "takes both for one (parse_group_prop_ntr_selection_method)",
            properties => properties.Where(property => property is not SelectionMethodGroupProperty || ReferenceEquals(property, properties.First(first => first is SelectionMethodGroupProperty))).ToValueList()),
        OvsLimit.Of<SelectionMethodGroupProperty>(
            "methods other than hash and dp_hash", "has no others (parse_group_prop_ntr_selection_method)",
            property => property.SelectionMethod is "hash" or "dp_hash" ? property
                : property with { SelectionMethod = property.SelectionMethodParam % 2 == 0 ? "hash" : "dp_hash" }),
        OvsLimit.Of<SelectionMethodGroupProperty>(
            "fields for dp_hash", "hashes those of the datapath (parse_group_prop_ntr_selection_method)",
            property => property.SelectionMethod == "dp_hash" ? property with { Fields = [] } : property),
    ];

    private static SelectionField Whole(SelectionField field) => field with { Mask = Enumerable.Repeat((byte)0xff, field.Type.Width).ToArray() };
}
