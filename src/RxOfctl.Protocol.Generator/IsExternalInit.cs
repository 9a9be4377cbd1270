namespace System.Runtime.CompilerServices;

/// <summary>What the compiler wants to see for records, and .NET Standard 2.0 lacks.</summary>
internal static class IsExternalInit;
