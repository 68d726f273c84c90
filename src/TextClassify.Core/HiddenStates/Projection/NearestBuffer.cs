using System.Runtime.CompilerServices;

namespace TextClassify.HiddenStates.Projection;

/// <summary>
/// The smallest of many distances with their ids. Keeps twice as many as asked for and sorts when full; equal distances keep the lower id,
/// so the answer does not depend on the order of the calls.
/// </summary>
internal sealed class NearestBuffer(int capacity)
{
    // The bits of a float that is not negative sort as the number does; the id below them breaks ties.
    private readonly ulong[] _keys = new ulong[2 * capacity];
    private int _count;

    /// <summary>What is not below it cannot be among the nearest.</summary>
    public float Threshold { get; private set; } = float.PositiveInfinity;

    public int Count => Math.Min(_count, capacity);

    public void Clear()
    {
        _count = 0;
        Threshold = float.PositiveInfinity;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(float distance, int id)
    {
        _keys[_count++] = ((ulong)BitConverter.SingleToUInt32Bits(distance) << 32) | (uint)id;
        if (_count == _keys.Length)
        {
            Sort();
        }
    }

    /// <summary>Sorts what is held; then <see cref="this[int]"/> gives it, nearest first.</summary>
    public void Sort()
    {
        Array.Sort(_keys, 0, _count);
        _count = Count;
        Threshold = _count == capacity ? this[_count - 1].Distance : float.PositiveInfinity;
    }

    public (float Distance, int Id) this[int rank] => (BitConverter.UInt32BitsToSingle((uint)(_keys[rank] >> 32)), (int)(uint)_keys[rank]);
}
