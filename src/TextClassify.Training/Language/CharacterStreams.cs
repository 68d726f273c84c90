using TorchSharp;
using Tensor = TorchSharp.torch.Tensor;

namespace TextClassify.Training.Language;

/// <summary>Texts joined by their edges and cut into streams of one length that run side by side, each with a state carried on.</summary>
internal sealed class CharacterStreams
{
    private readonly byte[] _ids;
    private readonly int _streams;
    private readonly int _length;

    /// <param name="ids">An edge before every text and behind the last.</param>
    /// <param name="streams">B.</param>
    public CharacterStreams(byte[] ids, int streams)
    {
        _ids = ids;
        _streams = streams;

        // The last character of a stream is a target alone; the next stream reads it.
        _length = (ids.Length - 1) / streams;
        ArgumentOutOfRangeException.ThrowIfLessThan(_length, 1);
    }

    /// <summary>Characters a stream reads, and predicts one later.</summary>
    public int Length => _length;

    /// <summary>The texts' ids, in their order.</summary>
    public static byte[] Join(CharacterVocabulary vocabulary, IEnumerable<string> texts)
    {
        var joined = new List<byte> { CharacterVocabulary.EdgeId };
        int[] ids = [];
        foreach (string text in texts)
        {
            Array.Resize(ref ids, Math.Max(ids.Length, text.Length));
            int count = vocabulary.Encode(text, ids, []);
            for (int i = 0; i < count; i++)
            {
                joined.Add((byte)ids[i]);
            }

            joined.Add(CharacterVocabulary.EdgeId);
        }

        return [.. joined];
    }

    /// <summary>What the streams read from <paramref name="start"/> on, and what follows it; each int64 [steps,B].</summary>
    public (Tensor Inputs, Tensor Targets) Window(int start, int steps)
    {
        long[] inputs = new long[steps * _streams], targets = new long[steps * _streams];
        for (int step = 0; step < steps; step++)
        {
            for (int stream = 0; stream < _streams; stream++)
            {
                int at = (stream * _length) + start + step;
                inputs[(step * _streams) + stream] = _ids[at];
                targets[(step * _streams) + stream] = _ids[at + 1];
            }
        }

        return (torch.tensor(inputs, [steps, _streams]), torch.tensor(targets, [steps, _streams]));
    }

    /// <summary>A seeded shuffle of texts: neighbours in a file are often of one film.</summary>
    public static string[] Shuffle(IReadOnlyList<string> texts, int seed)
    {
        string[] order = [.. texts];
        new Random(seed).Shuffle(order);
        return order;
    }
}
