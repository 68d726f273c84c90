using System.Buffers.Binary;
using System.Text;

namespace TextClassify.Training.Native;

/// <summary>
/// Lets a 64-bit little-endian ELF library that was linked with GCC 13 load where libstdc++ is older than <c>GLIBCXX_3.4.32</c>.
/// </summary>
/// <remarks>
/// Such a library asks for that version because of one symbol, <c>std::ios_base_library_init()</c>, which only starts the standard streams.
/// <c>std::ios_base::Init::Init()</c> has done the same since <c>GLIBCXX_3.4</c>, so the symbol's name and version are changed to it and
/// the newer version becomes weak (the loader no longer refuses the library without it). Section layout: the System V gABI and the LSB's
/// symbol versioning chapter.
/// </remarks>
internal static class ElfVersionPatch
{
    public const string MissingVersion = "GLIBCXX_3.4.32";

    private const string OldVersion = "GLIBCXX_3.4";
    private const string MissingSymbol = "_ZSt21ios_base_library_initv";
    private const string OldSymbol = "_ZNSt8ios_base4InitC1Ev";
    private const ushort WeakFlag = 2;
    private const uint DynamicSymbols = 11;
    private const uint VersionNeeds = 0x6ffffffe;
    private const uint VersionSymbols = 0x6fffffff;
    private const int SymbolSize = 24;

    /// <summary>Changes the library in place; false when it doesn't ask for the symbol and is left as it was.</summary>
    /// <exception cref="InvalidDataException">Not a 64-bit little-endian ELF file with symbol versions.</exception>
    public static bool Apply(Span<byte> library)
    {
        if (library.Length < 64 || !library[..6].SequenceEqual("\u007fELF\u0002\u0001"u8))
        {
            throw new InvalidDataException("Not a 64-bit little-endian ELF file.");
        }

        try
        {
            return Rename(library);
        }
        catch (ArgumentOutOfRangeException exception)
        {
            throw new InvalidDataException("The ELF file's sections point outside of it.", exception);
        }
    }

    private static bool Rename(Span<byte> library)
    {
        var symbols = Section(library, DynamicSymbols);
        var versions = Section(library, VersionSymbols);
        var strings = SectionAt(library, symbols.Link);
        for (int i = 0; i < symbols.Size / SymbolSize; i++)
        {
            var symbol = library.Slice(symbols.Offset + (i * SymbolSize), SymbolSize);
            int name = strings.Offset + (int)BinaryPrimitives.ReadUInt32LittleEndian(symbol);
            ushort section = BinaryPrimitives.ReadUInt16LittleEndian(symbol[6..]);
            if (section != 0 || !NameIs(library[name..], MissingSymbol))
            {
                continue;
            }

            ushort older = WeakenNeed(library);
            BinaryPrimitives.WriteUInt16LittleEndian(library[(versions.Offset + (2 * i))..], older);
            var text = library.Slice(name, MissingSymbol.Length);
            text.Clear();
            Encoding.ASCII.GetBytes(OldSymbol, text);

            return true;
        }

        return false;
    }

    /// <summary>Makes <see cref="MissingVersion"/> weak; gives the index of <see cref="OldVersion"/>.</summary>
    private static ushort WeakenNeed(Span<byte> library)
    {
        var needs = Section(library, VersionNeeds);
        var strings = SectionAt(library, needs.Link);
        ushort older = 0;
        bool weakened = false;
        int file = needs.Offset;
        for (uint next = 1; next != 0; file += (int)next)
        {
            next = BinaryPrimitives.ReadUInt32LittleEndian(library[(file + 12)..]);
            int need = file + (int)BinaryPrimitives.ReadUInt32LittleEndian(library[(file + 8)..]);
            for (uint step = 1; step != 0; need += (int)step)
            {
                step = BinaryPrimitives.ReadUInt32LittleEndian(library[(need + 12)..]);
                var name = library[(strings.Offset + (int)BinaryPrimitives.ReadUInt32LittleEndian(library[(need + 8)..]))..];
                if (NameIs(name, OldVersion))
                {
                    older = BinaryPrimitives.ReadUInt16LittleEndian(library[(need + 6)..]);
                }
                else if (NameIs(name, MissingVersion))
                {
                    var flags = library[(need + 4)..];
                    BinaryPrimitives.WriteUInt16LittleEndian(flags, (ushort)(BinaryPrimitives.ReadUInt16LittleEndian(flags) | WeakFlag));
                    weakened = true;
                }
            }
        }

        return older != 0 && weakened
            ? older
            : throw new InvalidDataException($"The ELF file asks for {MissingSymbol} but not for {OldVersion} and {MissingVersion}.");
    }

    private static ElfSection Section(ReadOnlySpan<byte> library, uint type)
    {
        int count = BinaryPrimitives.ReadUInt16LittleEndian(library[60..]);
        for (int i = 0; i < count; i++)
        {
            if (SectionAt(library, i) is var section && section.Type == type)
            {
                return section;
            }
        }

        throw new InvalidDataException($"The ELF file has no section of type 0x{type:x}.");
    }

    private static ElfSection SectionAt(ReadOnlySpan<byte> library, int index)
    {
        int table = checked((int)BinaryPrimitives.ReadUInt64LittleEndian(library[40..]));
        int size = BinaryPrimitives.ReadUInt16LittleEndian(library[58..]);
        var header = library.Slice(table + (index * size), 64);

        return new(
            BinaryPrimitives.ReadUInt32LittleEndian(header[4..]),
            checked((int)BinaryPrimitives.ReadUInt64LittleEndian(header[24..])),
            checked((int)BinaryPrimitives.ReadUInt64LittleEndian(header[32..])),
            checked((int)BinaryPrimitives.ReadUInt32LittleEndian(header[40..])));
    }

    private static bool NameIs(ReadOnlySpan<byte> bytes, string name)
    {
        Span<byte> expected = stackalloc byte[name.Length + 1];
        Encoding.ASCII.GetBytes(name, expected);
        expected[^1] = 0;

        return bytes.StartsWith(expected);
    }

    private readonly record struct ElfSection(uint Type, int Offset, int Size, int Link);
}
