using TextClassify.Inference.Batching;
using TextClassify.Models.Aspect;

namespace TextClassify.Inference.Kinds.Aspect;

/// <summary>
/// Runs blocks on <see cref="AspectManifest.EncoderFile"/>. Results hold the states of both directions and what else was asked for, and no
/// logits.
/// </summary>
internal sealed class AspectEncoderRunner(SharedSession session, AspectManifest manifest) : IBlockRunner
{
    private static readonly string[] States = [ForwardGraph.ForwardStates, ForwardGraph.BackwardStates];
    private static readonly string[] Zones = [AspectGraph.ForwardZones, AspectGraph.BackwardZones];
    private static readonly string[] Tags = [AspectGraph.Tags];

    // By whether zones and tags are asked for.
    private static readonly string[][] Names = [States, [.. States, .. Zones], [.. States, .. Tags], [.. States, .. Zones, .. Tags]];

    public void Run(ReadOnlySpan<ReadOnlyMemory<int>> rows, int longest, ForwardOutputs outputs, Span<ForwardResult> results)
    {
        bool zones = outputs.HasFlag(ForwardOutputs.Zones), tags = outputs.HasFlag(ForwardOutputs.Tags);
        var entered = session.Enter();
        try
        {
            using var values = ForwardRun.Run(entered, rows, longest, Names[(zones ? 1 : 0) + (tags ? 2 : 0)]);
            for (int row = 0; row < rows.Length; row++)
            {
                results[row] = Cut(values, row, rows.Length, rows[row].Length, longest, zones, tags);
            }
        }
        finally
        {
            session.Leave();
        }
    }

    private ForwardResult Cut(IReadOnlyList<OrtValue> values, int row, int rows, int length, int longest, bool zones, bool tags)
    {
        int stateWidth = manifest.Shape.StateWidth, zoneWidth = manifest.Zones.Count * manifest.Zones.Width;
        return new ForwardResult
        {
            Logits = [],
            ForwardStates = Steps(0, stateWidth),
            BackwardStates = Steps(1, stateWidth),
            ForwardZones = zones ? Steps(2, zoneWidth) : [],
            BackwardZones = zones ? Steps(3, zoneWidth) : [],
            Tags = tags ? Steps(values.Count - 1, AspectTags.Count) : [],
        };

        float[] Steps(int output, int width) => ForwardRun.Steps(values[output], row, rows, longest, length, width);
    }
}
