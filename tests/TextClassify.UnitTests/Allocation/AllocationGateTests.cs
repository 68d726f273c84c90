using System.Runtime.CompilerServices;
using TextClassify.Inference.Kinds;
using TextClassify.Inference.Loading;
using TextClassify.Inference.Registry;
using TextClassify.Inference.Serving;
using TextClassify.Inference.Settings;
using TextClassify.Inference.Slots;
using TextClassify.Layout;
using TextClassify.Text;
using TextClassify.Text.Words;

namespace TextClassify.Allocation;

/// <summary>Hot methods say how much they allocate; these tests hold them to it.</summary>
public sealed class AllocationGateTests
{
    private const string Sentence =
        "I don't like it! But the caf\u00e9's $1,234.50 menu \u2014 see https://example.org/menu or ask me@example.org \U0001F600 \u2014 "
            + "was \"fine\"...<br />";

    private static readonly string LongText = string.Concat(Enumerable.Repeat(Sentence, 50));

    [Fact]
    public void Enumerate_AnyText_AllocatesNothing() =>
        Assert.Equal(0, Measure(static () => CountTokens(LongText)));

    [Fact]
    public void IdOf_KnownUnknownAndNumber_AllocatesNothing()
    {
        var vocabulary = new Vocabulary([Vocabulary.Pad, Vocabulary.Unknown, "like", "0,000.00"]);

        Assert.Equal(0, Measure(() => vocabulary.IdOf("like") + vocabulary.IdOf("absent") + vocabulary.IdOf("1,234.50")));
    }

    [Fact]
    public void Encode_Text_AllocatesItsResultAlone()
    {
        var encoder = new TextEncoder(new Vocabulary([Vocabulary.Pad, Vocabulary.Unknown, "like"]), maxTokens: 256);
        int tokens = encoder.Encode(LongText).Length;

        // The record (two memories and a count) and an array each of ids and of spans, with an object header and a length.
        int result = 64 + (24 + (tokens * sizeof(int))) + (24 + (tokens * Unsafe.SizeOf<TokenSpan>()));

        Assert.Equal(256, tokens);
        Assert.InRange(Measure(() => encoder.Encode(LongText).Length), 1, result);
    }

    /// <summary>Every request looks its model up by what it can do.</summary>
    [Fact]
    public async Task Choose_ByNameVersionAndDefault_AllocatesNothing()
    {
        var options = new InferenceOptions { ExecutionProvider = ExecutionProvider.Cpu };
        using var slots = RunSlots.Create(options);
        var outcome = await new PackageLoader(ModelKindRegistration.All, options, slots, TimeProvider.System).LoadAsync(
            Path.Combine(Solution.Folder, "tests", "fixtures", "models", "tiny", "1"), "tiny", "1", TestContext.Current.CancellationToken);
        using var resources = outcome.Resources;
        var snapshot = new ModelSnapshot([outcome.Loaded!], [], null);

        Assert.NotNull(snapshot.Choose<ITextClassifier>("tiny", null, null));
        Assert.Null(snapshot.Choose<IAspectClassifier>("tiny", null, null));
        Assert.Equal(0, Measure(() =>
            Leases(snapshot.Choose<ITextClassifier>("tiny", null, null)) + Leases(snapshot.Choose<ITextModel>("tiny", "1", "a key"))
            + Leases(snapshot.Choose<ITextClassifier>(null, null, null)) + Leases(snapshot.Choose<IAspectClassifier>("tiny", null, null))));
    }

    private static int Leases(LoadedPackage? package) => package?.Leases ?? 0;

    /// <summary>
    /// Bytes of one call, once it is compiled and its pools are filled: the least of several rounds, as a collection that other tests
    /// cause empties the pools.
    /// </summary>
    private static long Measure(Func<int> call)
    {
        const int Calls = 100, Rounds = 5;
        long least = long.MaxValue;
        for (int round = 0; round <= Rounds; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < Calls; i++)
            {
                call();
            }

            long bytes = (GC.GetAllocatedBytesForCurrentThread() - before + Calls - 1) / Calls;
            least = round == 0 ? least : Math.Min(least, bytes);
        }

        return least;
    }

    private static int CountTokens(string text)
    {
        int count = 0;
        foreach (var token in WordTokenizer.Enumerate(text))
        {
            count += token.Normal.Length;
        }

        return count;
    }
}
