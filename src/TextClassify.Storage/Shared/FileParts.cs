using Npgsql;

namespace TextClassify.Storage.Shared;

/// <summary>Files as rows of the shared database, in parts.</summary>
internal static class FileParts
{
    private const int PartBytes = 4 << 20;
    private const string Unfinished = ".part";

    public static void Write(NpgsqlConnection connection, string folder, string name)
    {
        using var file = File.OpenRead(Path.Combine(folder, name));
        for (int part = 0; file.Position < file.Length; part++)
        {
            byte[] bytes = new byte[Math.Min(PartBytes, file.Length - file.Position)];
            file.ReadExactly(bytes);
            connection.Run("INSERT INTO file_parts (name, part, bytes) VALUES ($1, $2, $3)", name, part, bytes);
        }
    }

    /// <summary>Writes a file that is whole or not there.</summary>
    /// <exception cref="InvalidDataException">The database has none of this name.</exception>
    public static void Read(NpgsqlConnection connection, string folder, string name)
    {
        string path = Path.Combine(folder, name);
        using (var file = new FileStream(path + Unfinished, FileMode.Create, FileAccess.Write))
        {
            for (int part = 0; ; part++)
            {
                var parts = connection.Rows(
                    row => row.GetFieldValue<byte[]>(0), "SELECT bytes FROM file_parts WHERE name = $1 AND part = $2", name, part);
                if (parts is not [var bytes])
                {
                    break;
                }

                file.Write(bytes);
            }

            if (file.Length == 0)
            {
                throw new InvalidDataException($"The database lists {name} and has no such file.");
            }

            file.Flush(flushToDisk: true);
        }

        File.Move(path + Unfinished, path, overwrite: true);
    }
}
