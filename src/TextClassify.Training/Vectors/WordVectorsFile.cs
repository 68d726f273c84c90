namespace TextClassify.Training.Vectors;

/// <summary>Chooses the reader by the file's name and turns every failure into one sentence that names the file.</summary>
internal static class WordVectorsFile
{
    public static WordVectors Read(string path)
    {
        string name = Path.GetFileName(path);
        DataStream.ThrowIfAbsent(path);
        try
        {
            using var stream = new BufferedStream(DataStream.Open(path), 1 << 20);
            string plain = name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? name[..^3] : name;
            return plain.EndsWith(".bin", StringComparison.OrdinalIgnoreCase)
                ? WordVectorsBinary.Read(stream)
                : WordVectorsText.Read(stream);
        }
        catch (InvalidDataException exception)
        {
            throw new DataException($"{name} is no file of word vectors: {exception.Message}", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"{path} can't be read: {exception.Message}", exception);
        }
    }

    /// <summary>Writes word2vec binary beside the place and moves it there, so that a killed run leaves no half file.</summary>
    public static void Write(string path, WordVectors vectors)
    {
        string partial = path + ".partial";
        try
        {
            using (var stream = new FileStream(partial, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1 << 20))
            {
                WordVectorsBinary.Write(stream, vectors);
            }

            File.Move(partial, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"{path} can't be written: {exception.Message}", exception);
        }
    }
}
