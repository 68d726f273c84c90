using CsCheck;
using TextClassify.Forward;
using TextClassify.Text;

namespace TextClassify.UnitTests.Forward;

public sealed class AspectForwardTests
{
    private const int Unknown = Vocabulary.UnknownId;

    [Fact]
    public void Read_MarkedText_GivesIdsAndAspectAgain() =>
        Gen.Select(Gen.Int[0, 100_000].Array[1, 12], Gen.Int[0, 11], Gen.Int[1, 12]).Sample((ids, start, length) =>
        {
            var aspect = new TokenRange(Math.Min(start, ids.Length - 1), Math.Min(start + length, ids.Length));

            var (plain, read) = AspectMarks.Read(AspectMarks.Mark(Text(ids), aspect).Ids.Span);

            Assert.Equal(ids, plain);
            Assert.Equal(aspect, read);
        });

    /// <summary>Whatever tokens are taken out, what is left of the aspect is asked about.</summary>
    [Fact]
    public async Task RunAsync_TokensTakenOut_AsksAboutWhatIsLeft()
    {
        int[] marked = Marked([10, 11, 12, 13, 14], new(1, 4));

        Assert.Equal("10 [11 12 13] 14", await AskAsync(marked));
        Assert.Equal("10 [12] 14", await AskAsync([marked[0], marked[2], marked[4]]));
        Assert.Equal("[11 13]", await AskAsync([marked[1], marked[3]]));
    }

    [Fact]
    public async Task RunAsync_AspectTakenOut_AsksAboutAnUnknownWordInItsPlace()
    {
        int[] marked = Marked([10, 11, 12, 13], new(1, 3));

        Assert.Equal($"10 [{Unknown}] 13", await AskAsync([marked[0], marked[3]]));
        Assert.Equal($"10 [{Unknown}]", await AskAsync([marked[0]]));
        Assert.Equal($"[{Unknown}] 13", await AskAsync([marked[3]]));
    }

    /// <summary>Ids that replace tokens carry no mark; the aspect stands where it stood.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task RunAsync_TokensReplacedWithinTheText_KeepsTheAspectsPlace(int replaced)
    {
        int[] ids = [10, 11, 12, 13], marked = Marked(ids, new(1, 3));
        marked[replaced] = ids[replaced] = Unknown;

        Assert.Equal($"{ids[0]} [{ids[1]} {ids[2]}] {ids[3]}", await AskAsync(marked, forward => forward.Within(4, new(1, 3))));
    }

    [Fact]
    public async Task RunAsync_TextThatFails_FailsAlone()
    {
        var fault = new InvalidDataException("x");
        var pass = new RecordingPass { Fault = fault };

        var batch = await new AspectForward(pass).Under(new ForwardTerms(ForwardLane.Interactive, Partial: true))
            .RunAsync([Marked([10], new(0, 1))], ForwardOutputs.Logits, TestContext.Current.CancellationToken);

        Assert.Same(fault, batch.Results[0].Fault);
        Assert.Equal(new ForwardTerms(ForwardLane.Interactive, Partial: true), pass.Terms);
    }

    private static async Task<string> AskAsync(int[] row, Func<AspectForward, AspectForward>? within = null)
    {
        var pass = new RecordingPass();
        var forward = new AspectForward(pass);
        await (within?.Invoke(forward) ?? forward).RunAsync([row], ForwardOutputs.Logits, TestContext.Current.CancellationToken);
        var (ids, aspects) = pass.Rows[0];
        var aspect = Assert.Single(aspects!);
        return string.Join(
            ' ', ids.ToArray().Select((id, token) => (token == aspect.Start ? "[" : "") + id + (token == aspect.End - 1 ? "]" : "")));
    }

    private static int[] Marked(int[] ids, TokenRange aspect) => AspectMarks.Mark(Text(ids), aspect).Ids.ToArray();

    private static EncodedText Text(int[] ids) => new(ids, new TokenSpan[ids.Length], ids.Length);

    private sealed class RecordingPass : IAspectPass
    {
        public Exception? Fault { get; init; }

        public IReadOnlyList<AspectRow> Rows { get; private set; } = [];

        public ForwardTerms Terms { get; private set; }

        public ForwardShape Shape { get; } = new(Classes: 2, Aspects: 1, StateWidth: 1, WordWidth: 0);

        public ReadOnlyMemory<float> Bias { get; } = new float[2];

        public Task<AspectBatch> RunAsync(
            IReadOnlyList<AspectRow> rows, ForwardOutputs outputs, ForwardTerms terms, CancellationToken cancellationToken)
        {
            (Rows, Terms) = (rows, terms);
            return Task.FromResult(new AspectBatch(
                [
                    .. rows.Select(
                        row => new AspectReading(row.Aspects!, Fault is null ? [new ForwardResult { Logits = new float[2] }] : [], Fault)),
                ],
                default,
                default));
        }
    }
}
