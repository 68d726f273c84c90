using System.Text;

namespace TextClassify.Molecules;

/// <summary>Symbols by atomic number; 0 is <c>*</c>, any atom.</summary>
internal static class Elements
{
    public const byte Any = 0, Hydrogen = 1, Boron = 5, Carbon = 6, Nitrogen = 7, Oxygen = 8, Fluorine = 9, Phosphorus = 15, Sulfur = 16;
    public const byte Chlorine = 17, Arsenic = 33, Selenium = 34, Bromine = 35, Tellurium = 52, Iodine = 53;

    private static readonly string[] Symbols =
    [
        "*", "H", "He", "Li", "Be", "B", "C", "N", "O", "F", "Ne", "Na", "Mg", "Al", "Si", "P", "S", "Cl", "Ar", "K", "Ca", "Sc", "Ti", "V",
        "Cr", "Mn", "Fe", "Co", "Ni", "Cu", "Zn", "Ga", "Ge", "As", "Se", "Br", "Kr", "Rb", "Sr", "Y", "Zr", "Nb", "Mo", "Tc", "Ru", "Rh",
        "Pd", "Ag", "Cd", "In", "Sn", "Sb", "Te", "I", "Xe", "Cs", "Ba", "La", "Ce", "Pr", "Nd", "Pm", "Sm", "Eu", "Gd", "Tb", "Dy", "Ho",
        "Er", "Tm", "Yb", "Lu", "Hf", "Ta", "W", "Re", "Os", "Ir", "Pt", "Au", "Hg", "Tl", "Pb", "Bi", "Po", "At", "Rn", "Fr", "Ra", "Ac",
        "Th", "Pa", "U", "Np", "Pu", "Am", "Cm", "Bk", "Cf", "Es", "Fm", "Md", "No", "Lr", "Rf", "Db", "Sg", "Bh", "Hs", "Mt", "Ds", "Rg",
        "Cn", "Nh", "Fl", "Mc", "Lv", "Ts", "Og",
    ];

    private static readonly byte[][] Plain = Array.ConvertAll(Symbols, Encoding.ASCII.GetBytes);
    private static readonly byte[][] Aromatic = Array.ConvertAll(Symbols, symbol => Encoding.ASCII.GetBytes(symbol.ToLowerInvariant()));

    /// <summary>As it is written; an aromatic atom in lower case.</summary>
    public static ReadOnlySpan<byte> Symbol(byte element, bool aromatic) => (aromatic ? Aromatic : Plain)[element];

    /// <summary>The longest symbol at the beginning of a text; its length is 0 where there is none.</summary>
    public static (byte Element, bool Aromatic, int Length) At(ReadOnlySpan<char> text)
    {
        for (int length = Math.Min(2, text.Length); length > 0; length--)
        {
            var symbol = text[..length];
            for (int element = 0; element < Symbols.Length; element++)
            {
                if (symbol.SequenceEqual(Symbols[element]))
                {
                    return ((byte)element, false, length);
                }

                if (char.IsAsciiLetterLower(symbol[0]) && IsAromatic((byte)element)
                    && symbol.Equals(Symbols[element], StringComparison.OrdinalIgnoreCase) && !HasUpper(symbol))
                {
                    return ((byte)element, true, length);
                }
            }
        }

        return (0, false, 0);
    }

    /// <summary>Written without brackets where nothing else is to be said of it.</summary>
    public static bool IsOrganic(byte element) => element is Any or Boron or Carbon or Nitrogen or Oxygen or Fluorine or Phosphorus
        or Sulfur or Chlorine or Bromine or Iodine;

    private static bool IsAromatic(byte element) =>
        element is Boron or Carbon or Nitrogen or Oxygen or Phosphorus or Sulfur or Arsenic or Selenium or Tellurium;

    private static bool HasUpper(ReadOnlySpan<char> symbol) => symbol.Length > 1 && char.IsAsciiLetterUpper(symbol[1]);
}
