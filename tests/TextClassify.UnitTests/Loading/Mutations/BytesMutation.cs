using System.Buffers.Binary;
using System.Text;

namespace TextClassify.UnitTests.Loading.Mutations;

/// <summary>Spoils a file without knowing what is in it.</summary>
internal static class BytesMutation
{
    private static readonly int[] Numbers =
        [0, 1, -1, 2, 100, 65_535, 65_536, int.MaxValue, int.MinValue, 0x7FC00000, 0x7F800000, unchecked((int)0xFF800000)];

    public static byte[] Apply(byte[] content, Random random)
    {
        byte[] bytes = [.. content];
        int at = random.Next(bytes.Length + 1), length = random.Next(bytes.Length - at + 1);
        switch (random.Next(10))
        {
            case 0:
                return bytes[..at];
            case 1:
                return [.. bytes[..at], .. bytes[(at + length)..]];
            case 2:
                return [.. bytes[..at], .. bytes.AsSpan(at, Math.Min(length, 64)), .. bytes[at..]];
            case 3:
                return [];
            case 4:
                return random.Next(3) switch
                {
                    0 => Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(bytes)),
                    1 => [0xEF, 0xBB, 0xBF, .. bytes],
                    _ => [.. bytes, .. bytes],
                };
            case 5:
                bytes.AsSpan(at, Math.Min(length, 64)).Fill((byte)(random.Next(2) * 0xFF));
                return bytes;
            case 6 or 7 when bytes.Length >= 4:
                BinaryPrimitives.WriteInt32LittleEndian(
                    bytes.AsSpan(random.Next(bytes.Length / 4) * 4), Numbers[random.Next(Numbers.Length)]);
                return bytes;
            default:
                for (int flip = random.Next(1, 9); flip > 0 && bytes.Length > 0; flip--)
                {
                    bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
                }

                return bytes;
        }
    }
}
