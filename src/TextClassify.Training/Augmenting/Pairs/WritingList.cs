using TextClassify.Molecules;
using TextClassify.Numerics;

namespace TextClassify.Training.Augmenting.Pairs;

/// <summary>Random writings of one molecule, in one buffer that is filled again for the next.</summary>
internal sealed class WritingList
{
    private byte[] _text = new byte[4_096];
    private readonly List<int> _ends = [];

    public int Count => _ends.Count;

    public ReadOnlySpan<byte> this[int index] => _text.AsSpan(index == 0 ? 0 : _ends[index - 1], Length(index));

    public int Length(int index) => _ends[index] - (index == 0 ? 0 : _ends[index - 1]);

    /// <summary>The first writings are the same whatever <paramref name="count"/> is.</summary>
    public void Fill(SmilesWriter writer, Molecule molecule, int count, SplitMix64 random)
    {
        _ends.Clear();
        int length = 0;
        for (int i = 0; i < count; i++)
        {
            var text = writer.WriteAtRandom(molecule, ref random);
            if (length + text.Length > _text.Length)
            {
                Array.Resize(ref _text, Math.Max(2 * _text.Length, length + text.Length));
            }

            text.CopyTo(_text.AsSpan(length));
            length += text.Length;
            _ends.Add(length);
        }
    }
}
