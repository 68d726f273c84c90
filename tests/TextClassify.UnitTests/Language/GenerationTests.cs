using TextClassify.Forward;
using TextClassify.Text;

namespace TextClassify.Language;

public sealed class GenerationTests
{
    private static readonly CharacterVocabulary Alphabet = new("abcd".EnumerateRunes());

    [Theory]
    [InlineData("a", 3, "bcd", GenerationEnd.Length)]
    [InlineData("", 2, "ab", GenerationEnd.Length)]
    [InlineData("b", 9, "cd", GenerationEnd.Edge)]
    public async Task RunAsync_AlphabetInOrder_GoesOnFromThePrompt(string prompt, int length, string expected, GenerationEnd end)
    {
        var (pieces, characters, ended) = await Write(prompt, length);

        Assert.Equal(expected, string.Concat(pieces));
        Assert.Equal((expected.Length, end), (characters, ended));
    }

    /// <summary>What may begin a stop text is held back; what turns out to be none is given.</summary>
    [Theory]
    [InlineData("bc", "a", GenerationEnd.Stop)]
    [InlineData("d", "abc", GenerationEnd.Stop)]
    [InlineData("bx", "abcd", GenerationEnd.Edge)]
    [InlineData("abcd", "", GenerationEnd.Stop)]
    [InlineData("cdx", "abcd", GenerationEnd.Edge)]
    public async Task RunAsync_StopText_EndsBeforeIt(string stop, string expected, GenerationEnd end)
    {
        var (pieces, characters, ended) = await Write("", 10, stop);

        Assert.Equal(expected, string.Concat(pieces));
        Assert.Equal((expected.Length, end), (characters, ended));
        Assert.DoesNotContain("", pieces);
    }

    [Fact]
    public async Task RunAsync_NoStopText_GivesEveryCharacterAtOnce() => Assert.Equal(["a", "b", "c", "d"], (await Write("", 10)).Pieces);

    [Fact]
    public async Task RunAsync_ListenerLeaves_ReadsNoMore()
    {
        using var leave = new CancellationTokenSource();
        var model = new AlphabetModel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Generation.RunAsync(
            model,
            Alphabet,
            new(new[] { CharacterVocabulary.EdgeId }, 4, new(0, 0, 1, 0), []),
            (_, _) => { leave.Cancel(); return ValueTask.CompletedTask; },
            leave.Token));

        Assert.InRange(model.Read, 1, 2);
    }

    private static async Task<(List<string> Pieces, int Characters, GenerationEnd End)> Write(
        string prompt, int length, params string[] stops)
    {
        var pieces = new List<string>();
        var (characters, end) = await Generation.RunAsync(
            new AlphabetModel(),
            Alphabet,
            new(TextRow.Of(Alphabet, prompt, []).Ids, length, new(0, 0, 1, 0), stops),
            (piece, _) => { pieces.Add(piece); return ValueTask.CompletedTask; },
            TestContext.Current.CancellationToken);
        return (pieces, characters, end);
    }

    /// <summary>After the edge comes a, after each letter the next one, after d the edge; nothing else is likely.</summary>
    private sealed class AlphabetModel : ILanguagePass
    {
        public int Read { get; private set; }

        public LanguageShape Shape { get; } = new(Alphabet.Count, 1, 1, 1, 1);

        public ILanguageReader OpenReader() => new Reader(this);

        public Task<LanguageBatch> ScoreAsync(IReadOnlyList<ReadOnlyMemory<int>> rows, CancellationToken cancellationToken) =>
            throw new NotSupportedException("A generation reads a character at a time.");

        public Task<LanguageStatesBatch> ReadStatesAsync(IReadOnlyList<ReadOnlyMemory<int>> rows, CancellationToken cancellationToken) =>
            throw new NotSupportedException("A generation reads a character at a time.");

        public Task<LanguageReading> ReadAsync(
            ReadOnlyMemory<float> state, IReadOnlyList<ReadOnlyMemory<int>> rows, CancellationToken cancellationToken) =>
            throw new NotSupportedException("A generation reads a character at a time.");

        private sealed class Reader(AlphabetModel model) : ILanguageReader
        {
            public ValueTask ReadAsync(int id, Memory<float> logits, CancellationToken cancellationToken)
            {
                cancellationToken.ThrowIfCancellationRequested();
                model.Read++;
                logits.Span.Clear();
                logits.Span[id == Alphabet.Count - 1 ? CharacterVocabulary.EdgeId : Math.Max(id + 1, 2)] = 9;
                return ValueTask.CompletedTask;
            }

            public void Dispose()
            {
            }
        }
    }
}
