namespace TextClassify.Training.Pretraining;

/// <summary>What teachers said of texts.</summary>
internal sealed record Lessons(IReadOnlyList<Lesson> All)
{
    /// <exception cref="DataException">The file is missing or malformed.</exception>
    public static Lessons Read(string path)
    {
        try
        {
            using var stream = new BufferedStream(File.OpenRead(path), 1 << 20);
            return new(LessonFile.Read(stream));
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new DataException($"{path} can't be used: {exception.Message}", exception);
        }
    }

    /// <summary>A split, and behind its rows the texts that have lessons alone, with -1 for a label.</summary>
    /// <exception cref="DataException">Rows may have several labels.</exception>
    public EncodedSplit Extend(EncodedSplit split, ITextEncoder encoder)
    {
        if (split.Targets is not null)
        {
            throw new DataException("--lessons go with rows of one label, and these may have several.");
        }

        var rows = split.Rows.Select(row => row.Text).ToHashSet(StringComparer.Ordinal);
        var more = All.Where(lesson => lesson.Label < 0 && !rows.Contains(lesson.Text))
            .Select(lesson => (Row: new LabelledText(lesson.Text, ""), Text: encoder.Encode(lesson.Text)))
            .Where(pair => pair.Text.Length > 0).ToArray();
        return new(
            [.. split.Rows, .. more.Select(pair => pair.Row)],
            [.. split.Texts, .. more.Select(pair => pair.Text)],
            [.. split.Labels, .. more.Select(_ => -1)]);
    }

    /// <summary>What was said of each row; null of one that no teacher has read.</summary>
    /// <exception cref="DataException">The lessons are of another number of labels, or none is of these rows.</exception>
    public float[]?[] Of(EncodedSplit split, int classes)
    {
        var said = All.ToDictionary(lesson => lesson.Text, lesson => lesson.Vector, StringComparer.Ordinal);
        if (All.FirstOrDefault(lesson => lesson.Vector.Length != classes) is { } other)
        {
            throw new DataException($"The lessons are of {other.Vector.Length} labels, and the recipe has {classes}.");
        }

        float[]?[] vectors = [.. split.Rows.Select(row => said.GetValueOrDefault(row.Text))];
        return Array.Exists(vectors, vector => vector is not null)
            ? vectors
            : throw new DataException($"None of the {All.Count} lessons is of a training row; they are another recipe's.");
    }
}
