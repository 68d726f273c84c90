namespace TextClassify.Training.Augmenting.Texts;

/// <summary>Numbers of a file's words. A word that the file lacks can be like none of its texts, so all of those have one number.</summary>
internal sealed class WordIds
{
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);

    public WordIds(IEnumerable<WordText> texts)
    {
        foreach (string word in texts.SelectMany(text => text.Normals))
        {
            _ids.TryAdd(word, _ids.Count + 1);
        }
    }

    /// <summary>Ids are below it; 0 is a word that the file lacks.</summary>
    public int Alphabet => _ids.Count + 1;

    public int[] Of(IEnumerable<string> normals) => [.. normals.Select(word => _ids.GetValueOrDefault(word))];
}
