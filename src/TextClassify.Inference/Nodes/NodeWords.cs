using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace TextClassify.Inference.Nodes;

/// <summary>Writes a question or a reply; numbers are little-endian, floats 32 bit.</summary>
/// <param name="length">Of the whole.</param>
internal ref struct NodeWriter(int length)
{
    private int _at;

    /// <summary>What is written.</summary>
    public byte[] Bytes { get; } = new byte[length];

    public void Byte(byte value) => Bytes[_at++] = value;

    public void Int(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(Bytes.AsSpan(_at), value);
        _at += sizeof(int);
    }

    public void Long(ulong value)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(Bytes.AsSpan(_at), value);
        _at += sizeof(ulong);
    }

    public void Raw(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Bytes.AsSpan(_at));
        _at += bytes.Length;
    }

    /// <summary>As they lie in memory: the runtimes that ONNX Runtime is built for are little-endian.</summary>
    public void Numbers<T>(ReadOnlySpan<T> numbers)
        where T : unmanaged => Raw(MemoryMarshal.AsBytes(numbers));
}

/// <summary>Reads what somebody else wrote: what is cut or too long makes <see cref="IsWhole"/> false and reads as zeros.</summary>
/// <param name="bytes">Of anybody.</param>
internal ref struct NodeScanner(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _at;
    private bool _isCut;

    /// <summary>Everything was there, and nothing is left.</summary>
    public readonly bool IsWhole => !_isCut && _at == _bytes.Length;

    /// <summary>Bytes that are left.</summary>
    public readonly int Left => _isCut ? 0 : _bytes.Length - _at;

    public byte Byte() => Raw(1) is [var value] ? value : (byte)0;

    public int Int() => Raw(sizeof(int)) is { Length: > 0 } raw ? BinaryPrimitives.ReadInt32LittleEndian(raw) : 0;

    public ulong Long() => Raw(sizeof(ulong)) is { Length: > 0 } raw ? BinaryPrimitives.ReadUInt64LittleEndian(raw) : 0;

    /// <summary>So many bytes; none where fewer are left.</summary>
    public ReadOnlySpan<byte> Raw(int count)
    {
        if (_isCut || count < 0 || count > _bytes.Length - _at)
        {
            _isCut = true;
            return [];
        }

        var raw = _bytes.Slice(_at, count);
        _at += count;
        return raw;
    }

    /// <summary>So many numbers; none where fewer are left.</summary>
    public T[] Numbers<T>(int count)
        where T : unmanaged
    {
        long length = (long)count * Marshal.SizeOf<T>();
        return length is < 0 or > int.MaxValue ? Cut<T>() : MemoryMarshal.Cast<byte, T>(Raw((int)length)).ToArray();
    }

    private T[] Cut<T>()
    {
        _isCut = true;
        return [];
    }
}
