using System.Security.Cryptography;

namespace TextClassify.Storage.Outbox;

/// <summary>
/// The key for hashes of texts, a file of the folder that only its owner reads. Whoever deletes it makes all hashes before unlinkable to
/// texts, and to those after.
/// </summary>
internal static class HashKey
{
    public const string FileName = "text-hash.key";

    private const int Bytes = 32;

    public static byte[] Of(string folder)
    {
        string path = Path.Combine(folder, FileName);
        if (File.Exists(path) && File.ReadAllBytes(path) is { Length: Bytes } known)
        {
            return known;
        }

        byte[] made = RandomNumberGenerator.GetBytes(Bytes);
        Write(path, made);
        return made;
    }

    /// <summary>Keeps a key that came from elsewhere.</summary>
    public static void Keep(string folder, byte[] key)
    {
        if (!Of(folder).AsSpan().SequenceEqual(key))
        {
            Write(Path.Combine(folder, FileName), key);
        }
    }

    private static void Write(string path, byte[] key)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new FileStream(path, options);
        file.Write(key);
        file.Flush(flushToDisk: true);
    }
}
