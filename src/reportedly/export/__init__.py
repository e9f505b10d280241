"""What leaves the house: readings and case files in the formats of others. Imports no other stage."""
