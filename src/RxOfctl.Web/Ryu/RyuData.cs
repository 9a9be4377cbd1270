using System.Text;
using RxOfctl.Protocol;

namespace RxOfctl.Web.Ryu;

/// <summary>The <c>data</c> of experimenters in Ryu's JSON, in ASCII or, with <c>data_type</c>, in base64.</summary>
internal static class RyuData
{
    public static ByteString Read(RyuObject item)
    {
        var data = item.Text("data") ?? "";
        return (item.Text("data_type") ?? "ascii") switch
        {
            "base64" => ByteString.CopyFrom(Convert.FromBase64String(data)),
            "ascii" when Ascii.IsValid(data) => ByteString.CopyFrom(Encoding.ASCII.GetBytes(data)),
            "ascii" => throw new FormatException("data is not ASCII; give it as base64, with \"data_type\":\"base64\"."),
            var other => throw new FormatException($"data_type is '{other}'; ascii and base64 are possible."),
        };
    }
}
