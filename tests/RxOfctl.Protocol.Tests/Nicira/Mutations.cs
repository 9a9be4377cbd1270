namespace RxOfctl.Protocol.Tests.Nicira;

/// <summary>Bytes gone wrong: every prefix, and every byte set to some others.</summary>
internal static class Mutations
{
    public static IEnumerable<byte[]> Of(byte[] good)
    {
        for (var length = 0; length < good.Length; length++)
            yield return good[..length];
        for (var index = 0; index < good.Length; index++)
        {
            foreach (var value in (byte[])[0x00, 0x01, 0x7f, 0xff])
            {
                var bad = (byte[])good.Clone();
                bad[index] = value;
                yield return bad;
            }
        }
    }
}
